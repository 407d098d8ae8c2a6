namespace Monitoring.Incidents.Silences;

/// <summary>Where a silence is in its life, by the clock alone.</summary>
internal enum SilenceState
{
    Pending,
    Active,
    Expired,
}
