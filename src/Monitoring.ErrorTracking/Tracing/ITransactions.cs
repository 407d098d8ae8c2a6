using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Tracing;

/// <summary>The transactions and spans of projects as figures by name, and the traces that link them to errors.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing settings <see cref="Permission.ChangeProjectSettings"/>; changes are
/// audited. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface ITransactions
{
    /// <summary>Lists transactions by name and operation. What is wrong with the search is <see cref="CommandOutcome.Invalid"/>; the reason names the field.</summary>
    ValueTask<CommandResult<Page<TransactionSummary>>> ListAsync(
        Actor actor, ProjectId project, TransactionSearch search, CancellationToken cancellationToken = default);

    /// <summary>Reads a transaction with its course and its slowest samples; not found when there was none in that time.</summary>
    ValueTask<CommandResult<TransactionDetails>> GetAsync(
        Actor actor, ProjectId project, TransactionName name, CancellationToken cancellationToken = default);

    /// <summary>Lists spans by operation and description. <see cref="TransactionSort.Apdex"/> is no order of spans.</summary>
    ValueTask<CommandResult<Page<SpanSummary>>> ListSpansAsync(
        Actor actor, ProjectId project, TransactionSearch search, CancellationToken cancellationToken = default);

    /// <summary>Finds the errors and the kept transactions of a trace.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="traceId">The trace: 32 hexadecimal digits.</param>
    /// <param name="from">From when on to look; <see langword="null"/> for seven days before the end.</param>
    /// <param name="to">Until when to look; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<TraceDetails>> GetTraceAsync(
        Actor actor, ProjectId project, string traceId, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the transaction that an error happened in, by the name that the error gives, and its trace.</summary>
    ValueTask<CommandResult<EventTransaction>> FindByEventAsync(Actor actor, ProjectId project, EventId eventId, CancellationToken cancellationToken = default);

    /// <summary>Reads what a project says about its transactions.</summary>
    ValueTask<CommandResult<TracingSettings>> GetSettingsAsync(Actor actor, ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Sets what a project says about its transactions. It holds for figures of the past as well.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="settings">All settings.</param>
    /// <param name="expectedVersion">The version that the change was made for, 0 for settings that were never set, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<TracingSettings>> ReplaceSettingsAsync(
        Actor actor, ProjectId project, TracingSettings settings, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
