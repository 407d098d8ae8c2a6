using System.Collections.Immutable;

namespace Monitoring.Storage.Codecs;

/// <summary>The bytes of a list of hashes.</summary>
internal static class HashListCodec
{
    public static void Write(ByteWriter writer, ImmutableArray<GroupingHash> hashes)
    {
        writer.Count(hashes.Length);
        foreach (var hash in hashes)
        {
            writer.Hash(hash);
        }
    }

    public static ImmutableArray<GroupingHash> Read(ref ByteReader reader)
    {
        var hashes = ImmutableArray.CreateBuilder<GroupingHash>(reader.Items(GroupingHash.ByteLength));
        for (var i = 0; i < hashes.Capacity; i++)
        {
            hashes.Add(reader.Hash());
        }

        return hashes.MoveToImmutable();
    }
}
