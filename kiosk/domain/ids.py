"""The kinds of identity in a church's data; none is ever a bare string.

Ids of people are Planning Center's People ids, ids of events, times and locations are its Check-Ins ids; anything else is a
gid such as ``gid://groups/Event/1``, and what is made here is ``gid://local/…`` (mapping.md, "Ids").
"""

from typing import NewType

PersonId = NewType("PersonId", str)
HouseholdId = NewType("HouseholdId", str)
EventId = NewType("EventId", str)
EventPeriodId = NewType("EventPeriodId", str)
EventTimeId = NewType("EventTimeId", str)
LocationId = NewType("LocationId", str)
LabelId = NewType("LabelId", str)
GroupTypeId = NewType("GroupTypeId", str)
GroupId = NewType("GroupId", str)
NodeId = NewType("NodeId", str)
"""A node of the group hierarchy: a gid of a group type, a group, or of an area made here."""
CheckInId = NewType("CheckInId", str)
"""The ULID of one person's check-in to one event time."""
CheckInGroupId = NewType("CheckInGroupId", str)
"""The ULID of what one adult checked in together; its nonce is the tap's."""
StationId = NewType("StationId", str)
FactId = NewType("FactId", str)
SecurityCode = NewType("SecurityCode", str)
StaffId = NewType("StaffId", str)
PrintJobId = NewType("PrintJobId", str)
