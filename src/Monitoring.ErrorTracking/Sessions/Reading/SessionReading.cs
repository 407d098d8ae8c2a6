namespace Monitoring.ErrorTracking.Sessions.Reading;

/// <summary>What was read, or why nothing was.</summary>
internal readonly record struct SessionReading<T>(T? Report, string? Fault)
    where T : class;
