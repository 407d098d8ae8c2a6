using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>Where an issue was seen: of each kind the first in ordinal order, as many as are listed.</summary>
internal sealed record Places(IReadOnlyList<string> Environments, IReadOnlyList<string> Services, IReadOnlyList<string> Releases)
{
    public static Places None { get; } = new([], [], []);

    /// <summary>These, and where some hashes were seen.</summary>
    public Places With(IReadOnlyCollection<HashFacets> hashes) => new(
        First(Environments, hashes.SelectMany(hash => hash.Environments)),
        First(Services, hashes.SelectMany(hash => hash.Services)),
        First(Releases, hashes.SelectMany(hash => hash.Releases)));

    private static List<string> First(IEnumerable<string> known, IEnumerable<string> more) =>
        [.. known.Concat(more).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(ErrorStoreLimits.Facets)];
}
