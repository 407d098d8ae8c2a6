using Monitoring.Storage.Counts;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>The numbers by which hashes are found that were seen with something: FNV-1a, 64 bits, of a kind and its texts. Two of them may meet, so whoever finds looks again.</summary>
internal static class Terms
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static long Environment(string value) => (long)Add(Add(Basis, "environment"), value);

    public static long Service(string value) => (long)Add(Add(Basis, "service"), value);

    public static long Release(string value) => (long)Add(Add(Basis, "release"), value);

    public static long TagKey(string key) => (long)Add(Add(Basis, "key"), key);

    public static long Tag(string key, string value) => (long)Add(Add(Add(Basis, "tag"), key), value);

    /// <summary>All terms by which a hash is known that was seen where, and with the tags that, its facets say.</summary>
    public static IEnumerable<long> Of(HashFacets facets) => facets.Environments.Select(Environment)
        .Concat(facets.Services.Select(Service))
        .Concat(facets.Releases.Select(Release))
        .Concat(facets.Tags.Keys.Select(TagKey))
        .Concat(facets.Tags.SelectMany(tag => tag.Value.Values.Keys, (tag, value) => Tag(tag.Key, value)));

    /// <summary>A number that differs where texts do, but for a chance of one in 2^64.</summary>
    public static long Digest(params ReadOnlySpan<string> texts)
    {
        var hash = Basis;
        foreach (var text in texts)
        {
            hash = Add(hash, text);
        }

        return (long)hash;
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        // The end of a text is more than any character, so that no two lists of texts are alike.
        return (hash ^ 0x10000) * Prime;
    }
}
