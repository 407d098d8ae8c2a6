using System.Buffers.Binary;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>The id of the entry that tells of an issue's opening: a UUID of version 7 of the milliseconds since 1970 when it was first seen, and its id.</summary>
internal static class OpeningIds
{
    public static EntityId Of(IssueRow issue)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> instant = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(instant, Math.Max(0, issue.FirstSeen.ToUnixTimeMilliseconds()));
        instant[2..].CopyTo(id);
        BinaryPrimitives.WriteInt64BigEndian(id[8..], issue.Id.Value);
        id[6] = 0x70;
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new EntityId(new Guid(id, bigEndian: true));
    }
}
