namespace Monitoring.ErrorTracking.Rollups;

/// <summary>The length of a bucket. The numbers stand in the store.</summary>
internal enum RollupSpan
{
    Hour = 1,
    Day = 2,
}
