namespace Monitoring.Core.Projects;

internal static class Paging
{
    public static void ThrowIfOutOfRange(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
    }
}
