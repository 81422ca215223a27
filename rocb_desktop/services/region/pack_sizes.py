"""How large a workshop's pack becomes, before it is made: with the files of its materials, and without."""

from dataclasses import dataclass

from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.bundle import bundle_size
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.region.workshops import find_workshop, pack_blocks, require_role
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import material_blobs


@dataclass(frozen=True, slots=True)
class PackSizes:
    """Bytes of a pack; `files` of the materials are here."""

    without: int
    with_files: int
    files: int


@lane("write")
def pack_sizes(session: Session, workshop: str) -> PackSizes:
    """The pack made and taken back, so that the number is true. Raises UserError not_allowed, unknown_workshop."""
    require_role(session, Role.ROCB)
    one = find_workshop(session, workshop)
    with session.db.taken_back():
        header = make_header(session, "pack", [], with_anchor=True)
        data = seal_file(session, header, pack_blocks(session, one), [])
    blobs = material_blobs(session, one.id)
    whole = bundle_size(len(data), [blob.size for blob in blobs]) if blobs else len(data)
    return PackSizes(len(data), whole, len(blobs))
