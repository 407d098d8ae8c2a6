using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Errors;

/// <summary>Releases that are called by numbers come in the order of these; of others it cannot be told.</summary>
internal sealed class NumberedReleases : IReleaseOrder
{
    public int? Compare(string first, string second) =>
        int.TryParse(first, CultureInfo.InvariantCulture, out var left) && int.TryParse(second, CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : null;
}
