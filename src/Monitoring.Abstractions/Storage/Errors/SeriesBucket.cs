namespace Monitoring.Storage.Errors;

/// <summary>The stretches of time that events are counted in, all in UTC.</summary>
public enum SeriesBucket
{
    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,
}
