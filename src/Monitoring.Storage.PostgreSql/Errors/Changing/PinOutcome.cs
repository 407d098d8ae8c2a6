namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>What became of a pin.</summary>
internal enum PinOutcome
{
    Changed,

    /// <summary>It was as it should be already.</summary>
    Unchanged,

    /// <summary>The event is not there, has no payload, or the project has as many pins as it may.</summary>
    Refused,
}
