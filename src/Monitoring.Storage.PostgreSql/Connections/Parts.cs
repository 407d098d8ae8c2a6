using System.Buffers.Binary;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>
/// The small number that leads the keys of all that belongs to a project, the host's own included: by it the data can be spread over several nodes. It is written into
/// rows, so the way to it never changes.
/// </summary>
internal static class Parts
{
    public const int Count = 1_024;

    /// <summary>The part of a project; zero is the host. FNV-1a of the eight bytes of its number, the least first; <c>$.home</c> in the schema.</summary>
    public static short Of(long project)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, project);
        return (short)(Hash(bytes) % Count);
    }

    public static short Of(ProjectId project) => Of(project.Value);

    /// <summary>The part of events of a project that is spread over several from its own on: that of the first of those that are kept together. All of them are <c>$.parts</c> in the schema.</summary>
    public static short Of(ProjectId project, EventId first, short spread)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        first.TryWriteBytes(bytes);
        return (short)((Of(project) + (Hash(bytes) % spread)) % Count);
    }

    /// <summary>The part of an issue, with which its id ends.</summary>
    public static short Of(IssueId issue) => (short)(issue.Value % Count);

    /// <summary>The id of an issue: a number that is drawn once, and the part, so that the id alone finds it.</summary>
    public static IssueId Issue(long number, short part) => new((number * Count) + part);

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2_166_136_261;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 16_777_619);
        }

        return hash;
    }
}
