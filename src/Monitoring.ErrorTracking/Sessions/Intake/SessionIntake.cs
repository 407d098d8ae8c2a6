using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Reading;
using Monitoring.ErrorTracking.Sessions.Storing;

namespace Monitoring.ErrorTracking.Sessions.Intake;

/// <summary>Reads, bounds and scrubs the sessions of a request.</summary>
internal sealed class SessionIntake(IOptions<ErrorTrackingOptions> options)
{
    public const string Invalid = "invalid_session";
    public const string TooMany = "too_many_sessions";
    public const string TooOld = "started_too_old";
    public const string InFuture = "started_in_future";

    private static readonly string Category = DataCategory.Session.Name();

    private readonly SessionOptions _options = options.Value.Sessions;

    /// <summary>Looks at an item, and adds it to the draft.</summary>
    public void Take(EnvelopeItem item, ItemBatch batch, SessionDraft draft)
    {
        if (item.Kind == EnvelopeItemKind.Sessions)
        {
            TakeCounts(item.GetPayload(), batch, draft);
        }
        else if (draft.Updates.Count >= _options.MaxPerEnvelope)
        {
            draft.Outcomes.Add(ItemOutcome.Limited(Category, TooMany));
        }
        else
        {
            TakeUpdate(item.GetPayload(), batch, draft);
        }
    }

    private void TakeUpdate(ReadOnlyMemory<byte> payload, ItemBatch batch, SessionDraft draft)
    {
        var reading = SessionReader.ReadUpdate(payload);
        if (reading.Report is not { } report)
        {
            Refuse(draft, reading.Fault!);
            return;
        }

        var at = At(report.Started, batch);
        if (SeriesOf(report.Attributes, batch.Sender, draft) is not { } series || !IsInTime(at, batch, draft, 1))
        {
            return;
        }

        draft.Updates.Add(new SessionUpdate
        {
            Id = SessionIds.OfSession(report.Sid, series),
            Series = series,
            Started = report.Started,
            At = at,
            IsInit = report.IsInit,
            Status = report.Status,
            User = UserOf(report.User, batch.Sender),
            Duration = report.Duration,
        });
    }

    private void TakeCounts(ReadOnlyMemory<byte> payload, ItemBatch batch, SessionDraft draft)
    {
        var reading = SessionReader.ReadCounts(payload, Math.Max(0, _options.MaxPerEnvelope - draft.Counts.Count));
        if (reading.Report is not { } report)
        {
            Refuse(draft, reading.Fault!);
            return;
        }

        if (report.Beyond > 0)
        {
            draft.Outcomes.Add(ItemOutcome.Limited(Category, TooMany, quantity: report.Beyond));
        }

        if (SeriesOf(report.Attributes, batch.Sender, draft) is not { } series)
        {
            return;
        }

        draft.CountItems.Add(payload);
        foreach (var entry in report.Entries.Where(entry => entry.Sessions > 0 && IsInTime(At(entry.Started, batch), batch, draft, entry.Sessions)))
        {
            draft.Counts.Add(new RollupDelta<SessionCounts> { Series = series, At = At(entry.Started, batch), Value = CountsOf(entry, batch.Sender) });
        }

        // Nothing in it is no fault: the sender is told that all is well.
        if (report.Entries.All(entry => entry.Sessions == 0) && report.Beyond == 0)
        {
            draft.Outcomes.Add(ItemOutcome.Accepted(Category, "empty"));
        }
    }

    private static SessionCounts CountsOf(SessionCountsReport.Entry entry, Sender sender)
    {
        var counts = new SessionCounts();
        for (var status = 0; status < entry.ByStatus.Length; status++)
        {
            counts.Add((SessionStatus)status, entry.ByStatus[status]);
        }

        if (UserOf(entry.User, sender) is { } user)
        {
            counts.AddUser(user, entry.ByStatus[(int)SessionStatus.Crashed] > 0);
        }

        return counts;
    }

    private static void Refuse(SessionDraft draft, string fault) =>
        draft.Outcomes.Add(ItemOutcome.Refused(Category, new Refusal(IngestStatus.Invalid, Invalid, fault)));

    /// <summary>Names are scrubbed like all text of a sender, and then must still be names.</summary>
    private static RollupSeries? SeriesOf(SessionAttributes attributes, Sender sender, SessionDraft draft)
    {
        var release = sender.Scrubber.Text(attributes.Release)!;
        if (ReleaseRules.Version(release) is { } fault)
        {
            Refuse(draft, fault.Replace("version:", "attrs.release:", StringComparison.Ordinal));
            return null;
        }

        var environment = sender.Scrubber.Text(attributes.Environment);
        return SessionDocuments.SeriesOf(release, SessionAttributes.IsEnvironment(environment) ? environment! : SessionAttributes.DefaultEnvironment);
    }

    /// <summary>Always by the key of the project: whom a session is of matters to nobody, only whether two are of the same.</summary>
    private static ulong? UserOf(string? user, Sender sender) => user is null ? null : sender.Scrubber.UserHash("session", user);

    private static DateTimeOffset At(DateTimeOffset started, ItemBatch batch) => SenderClock.Correct(started, batch.Header.SentAt, batch.Sender.ReceivedAt);

    private bool IsInTime(DateTimeOffset at, ItemBatch batch, SessionDraft draft, long sessions)
    {
        var reason = at > batch.Sender.ReceivedAt + _options.FutureTolerance ? InFuture : at < batch.Sender.ReceivedAt - _options.MaxAge ? TooOld : null;
        if (reason is not null)
        {
            draft.Outcomes.Add(ItemOutcome.Dropped(Category, reason, sessions));
        }

        return reason is null;
    }
}
