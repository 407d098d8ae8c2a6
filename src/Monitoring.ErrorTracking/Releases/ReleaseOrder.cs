using Monitoring.ErrorTracking.Releases.Versions;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Releases;

/// <summary>
/// Compares releases of one package that are numbered alike: versions with versions, dates and running numbers with such. Everything else has no order. When a
/// release was made does not count: a correction of an old branch stays older than the newer branch.
/// </summary>
internal sealed class ReleaseOrder : IReleaseOrder
{
    public int? Compare(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first == second ? 0 : ReleaseVersion.Parse(first).Compare(ReleaseVersion.Parse(second));
    }

    public int Kinship(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return ReleaseVersion.Parse(first).Kinship(ReleaseVersion.Parse(second));
    }
}
