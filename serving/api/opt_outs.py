"""Whether I get broadcasts."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from serving.api.identity import bearer
from serving.core.broadcasts.opt_out import OptOut
from serving.core.broadcasts.ports import OptOuts
from serving.core.identity import Actor

router = APIRouter(prefix="/me/broadcasts", tags=["account"], route_class=DishkaRoute, dependencies=[bearer])


class Wish(BaseModel):
    model_config = ConfigDict(extra="forbid")

    wanted: bool


@router.get("")
async def get_broadcast_wish(actor: FromDishka[Actor], opt_outs: FromDishka[OptOuts]) -> Wish:
    return Wish(wanted=not await opt_outs.has(actor.student_id))


@router.put("")
async def put_broadcast_wish(body: Wish, actor: FromDishka[Actor], opt_out: FromDishka[OptOut]) -> Wish:
    """By every channel at once."""
    await opt_out(actor.student_id, wanted=body.wanted)
    return body
