using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Models;

/// <summary>A timer in the model, with its last claim.</summary>
internal sealed record ModelTimer
{
    public required TimerSchedule Schedule { get; init; }

    public long Epoch { get; init; }

    public int Attempt { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }
}
