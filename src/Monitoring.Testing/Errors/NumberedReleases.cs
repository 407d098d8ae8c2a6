using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Errors;

/// <summary>Releases that are called by numbers come in the order of these, those of a ten are a branch; of others it cannot be told.</summary>
internal sealed class NumberedReleases : IReleaseOrder
{
    public int? Compare(string first, string second) => Number(first) is { } left && Number(second) is { } right ? left.CompareTo(right) : null;

    public int Kinship(string first, string second) => Number(first) / 10 == Number(second) / 10 ? 1 : 0;

    private static int? Number(string release) => int.TryParse(release, CultureInfo.InvariantCulture, out var number) ? number : null;
}
