using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Tracing.Linking;
using Monitoring.ErrorTracking.Tracing.Reading;
using Monitoring.ErrorTracking.Tracing.Settings;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Answers from figures and links, for those who may read them.</summary>
internal sealed class StoredTransactions(
    TraceFigures figures, TraceLinkReader links, StoredTracingSettings settings, EventTraces events, IAccessControl access, TimeProvider timeProvider) : ITransactions
{

    private static readonly TimeSpan TraceSpan = TimeSpan.FromDays(7);

    public async ValueTask<CommandResult<Page<TransactionSummary>>> ListAsync(
        Actor actor, ProjectId project, TransactionSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (await RefusalAsync<Page<TransactionSummary>>(actor, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (Fault(search, out var query) is { } fault)
        {
            return CommandResults.Invalid<Page<TransactionSummary>>(fault);
        }

        var threshold = (await settings.ReadAsync(project, cancellationToken).ConfigureAwait(false)).ApdexThreshold;
        var sums = await TraceFigures.SumAsync(figures.Transactions(project, search, query!, cancellationToken)).ConfigureAwait(false);
        return PageOf(
            sums.Select(sum => Figures.Transaction(sum.Name, sum.Operation, sum.Value, threshold)),
            summary => Figures.Rank(summary, search.Sort), summary => $"{summary.Operation} {summary.Name}", search);
    }

    public async ValueTask<CommandResult<TransactionDetails>> GetAsync(Actor actor, ProjectId project, TransactionName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (await RefusalAsync<TransactionDetails>(actor, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (Fault(name.From, name.To) is { } fault)
        {
            return CommandResults.Invalid<TransactionDetails>(fault);
        }

        var threshold = (await settings.ReadAsync(project, cancellationToken).ConfigureAwait(false)).ApdexThreshold;
        var details = await figures.DetailsAsync(project, name, threshold, cancellationToken).ConfigureAwait(false);
        return details is null
            ? CommandResults.NotFound<TransactionDetails>("There was no such transaction in that time.")
            : CommandResults.Done(details);
    }

    public async ValueTask<CommandResult<Page<SpanSummary>>> ListSpansAsync(
        Actor actor, ProjectId project, TransactionSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (await RefusalAsync<Page<SpanSummary>>(actor, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var fault = search.Sort == TransactionSort.Apdex ? "sort: spans have no Apdex." : null;
        if ((Fault(search, out var query) ?? fault) is { } found)
        {
            return CommandResults.Invalid<Page<SpanSummary>>(found);
        }

        var sums = await TraceFigures.SumAsync(figures.Spans(project, search, query!, cancellationToken)).ConfigureAwait(false);
        return PageOf(
            sums.Select(sum => Figures.Span(sum.Name, sum.Operation, sum.Value)),
            summary => Figures.Rank(summary, search.Sort), summary => $"{summary.Operation} {summary.Description}", search);
    }

    public async ValueTask<CommandResult<TraceDetails>> GetTraceAsync(
        Actor actor, ProjectId project, string traceId, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<TraceDetails>(actor, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var end = to ?? timeProvider.GetUtcNow() + TimeSpan.FromMinutes(1);
        var start = from ?? end - TraceSpan;
        var id = TraceIds.Normalise(traceId);
        return id is null ? CommandResults.Invalid<TraceDetails>("traceId: must be 32 hexadecimal digits.")
            : Fault(start, end) is { } fault ? CommandResults.Invalid<TraceDetails>(fault)
            : CommandResults.Done(await links.ReadAsync(project, id, start, end, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<CommandResult<EventTransaction>> FindByEventAsync(Actor actor, ProjectId project, EventId eventId, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<EventTransaction>(actor, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (await events.FindAsync(project, eventId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return CommandResults.NotFound<EventTransaction>($"There is no event {eventId} in the project.");
        }

        var threshold = (await settings.ReadAsync(project, cancellationToken).ConfigureAwait(false)).ApdexThreshold;
        TransactionDetails? details = null;
        foreach (var name in found.Names)
        {
            var wanted = new TransactionName { Name = name, From = found.At - TimeSpan.FromDays(1), To = found.At + TimeSpan.FromHours(1) };
            details ??= await figures.DetailsAsync(project, wanted, threshold, cancellationToken).ConfigureAwait(false);
        }

        return CommandResults.Done(new EventTransaction { TraceId = found.TraceId, Transaction = details });
    }

    public ValueTask<CommandResult<TracingSettings>> GetSettingsAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        settings.GetAsync(actor, project, cancellationToken);

    public ValueTask<CommandResult<TracingSettings>> ReplaceSettingsAsync(
        Actor actor, ProjectId project, TracingSettings change, long? expectedVersion, CancellationToken cancellationToken) =>
        settings.ReplaceAsync(actor, project, change, expectedVersion, cancellationToken);

    private static string? Fault(TransactionSearch search, out NameQuery? query)
    {
        query = NameQuery.TryRead(search.Query);
        return query is null ? "query: is too long."
            : Pages.FindFault(search.Limit) ?? Fault(search.From, search.To);
    }

    private static string? Fault(DateTimeOffset from, DateTimeOffset to) =>
        to <= from || to - from > TransactionSearch.LongestSpan ? "to: must be after 'from', by at most 366 days." : null;

    private static CommandResult<Page<T>> PageOf<T>(IEnumerable<T> items, Func<T, double> rank, Func<T, string> key, TransactionSearch search) =>
        RankedPages.Take(items, rank, key, search.Limit, search.Cursor) is { } page
            ? CommandResults.Done(page)
            : Pages.ForeignCursor<Page<T>>();

    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }
}
