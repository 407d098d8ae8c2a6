using System.Collections.Immutable;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>The bytes in which facets, users and states lie in rows, each with its format first; empty for nothing.</summary>
internal static class Totals
{
    private const byte Format = 1;

    public static HashFacets ReadFacets(byte[] bytes)
    {
        var facets = new HashFacets();
        if (bytes.Length > 0)
        {
            var reader = new ByteReader(bytes, "The facets of a hash");
            reader.Format(Format);
            FacetCodec.Read(ref reader, facets);
        }

        return facets;
    }

    public static byte[] Write(HashFacets facets)
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        FacetCodec.Write(writer, facets);
        return writer.ToArray();
    }

    public static DistinctSketch ReadUsers(byte[] bytes) => bytes.Length == 0 ? new DistinctSketch() : DistinctSketch.FromBytes(bytes);

    public static IssueState ReadState(byte[] bytes)
    {
        var reader = new ByteReader(bytes, "The state of an issue");
        reader.Format(Format);
        return StateCodec.Read(ref reader);
    }

    public static byte[] Write(IssueState state)
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        StateCodec.Write(writer, state);
        return writer.ToArray();
    }

    public static IssueTransition ReadTransition(byte[] bytes, long position)
    {
        var reader = new ByteReader(bytes, "A transition");
        return TransitionCodec.Read(ref reader, position);
    }

    public static byte[] Write(IssueTransition transition)
    {
        var writer = new ByteWriter();
        TransitionCodec.Write(writer, transition);
        return writer.ToArray();
    }

    public static ImmutableArray<GroupingHash> ReadHashes(byte[] bytes)
    {
        var reader = new ByteReader(bytes, "The hashes of an issue that was merged");
        return HashListCodec.Read(ref reader);
    }

    public static byte[] Write(ImmutableArray<GroupingHash> hashes)
    {
        var writer = new ByteWriter();
        HashListCodec.Write(writer, hashes);
        return writer.ToArray();
    }
}
