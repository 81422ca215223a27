"""The same verbs without a screen: parse, call one service, print text or JSON."""
