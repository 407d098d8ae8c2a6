using Microsoft.Extensions.Logging;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>What the error store is opened with.</summary>
internal sealed record ErrorSettings
{
    public required IStoreFiles Files { get; init; }

    public required StoreTail Tail { get; init; }

    public required FileRemoval Removal { get; init; }

    public required DatabaseFile Database { get; init; }

    public required DatabaseWriter Writer { get; init; }

    public required ReadGate Gate { get; init; }

    public required LiteDbOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required IReleaseOrder? ReleaseOrder { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Told once when nothing more can be written.</summary>
    public required Action<Exception> OnFault { get; init; }

    /// <summary>Told what cannot be read, perhaps more than once, while the store goes on.</summary>
    public required Action<StoreDamagedException> OnDamage { get; init; }
}
