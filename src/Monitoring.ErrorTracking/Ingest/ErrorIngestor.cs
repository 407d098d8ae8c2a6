using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// The way of a request: who sent it, its body, the envelope in it, the items, the store. A key outside of the body is checked before a byte
/// of the body is read.
/// </summary>
internal sealed class ErrorIngestor(
    SenderGate gate,
    BodyDecoder decoder,
    EnvelopeSource source,
    ItemIntake items,
    EventStorage storage,
    ProjectRules projectRules,
    RefusedRequests refused,
    DamagedSettings damaged,
    SymbolSource symbols,
    ErrorTrackingMetrics metrics,
    TimeProvider timeProvider) : IErrorIngestor
{
    public async ValueTask<IngestOutcome> IngestAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        IngestOutcome outcome;
        try
        {
            outcome = await ReceiveAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException exception)
        {
            outcome = refused.Refuse(request, default, Refusals.StoreUnavailable, exception.RetryAfter);
        }
        catch (DamagedDocumentException exception)
        {
            outcome = await damaged.RefuseAsync(request, exception, cancellationToken).ConfigureAwait(false);
        }

        metrics.Request((int)outcome.Status);
        return outcome;
    }

    private async ValueTask<IngestOutcome> ReceiveAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        var path = default(ProjectId);
        if (request.Project is not null && !ProjectId.TryParse(request.Project, out path))
        {
            return refused.Refuse(request, default, Refusals.Of(AuthFault.InvalidProject));
        }

        var credential = AuthReader.Read(new AuthSources(request.SentryAuth, request.Authorization, request.Query, request.PathKey));
        var isInHeader = credential.Fault == AuthFault.Missing && EnvelopeSource.IsEnvelope(request);
        if (credential.Fault != AuthFault.None && !isInHeader)
        {
            return await refused.RefuseAsync(request, path, Refusals.Of(credential.Fault), cancellationToken).ConfigureAwait(false);
        }

        var admission = new SenderAdmission(AuthFault.Missing);
        if (!isInHeader)
        {
            admission = await gate.AdmitAsync(credential.Key, path, cancellationToken).ConfigureAwait(false);
            if (admission.Fault != AuthFault.None)
            {
                return refused.Refuse(request, admission.Project?.Id ?? default, Refusals.Of(admission.Fault));
            }
        }

        return await ReadAsync(request, path, credential, admission, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IngestOutcome> ReadAsync(
        IngestRequest request, ProjectId path, SenderCredential credential, SenderAdmission admission, CancellationToken cancellationToken)
    {
        var project = admission.Project?.Id ?? path;
        if (RefusalUnread(request) is { } unread)
        {
            return await refused.RefuseAsync(request, project, unread, cancellationToken).ConfigureAwait(false);
        }

        // Not cancelled: that a sender went away is counted when its body is read.
        var rules = admission.Key is null ? (IntakeRules?)null : await projectRules.GetAsync(project, CancellationToken.None).ConfigureAwait(false);
        if (rules is not null && DoorLimits.Find(rules.Value.Quota, admission.Key!, request, out var wait) is { } limit)
        {
            return refused.Refuse(request, project, limit, wait);
        }

        var receivedAt = timeProvider.GetUtcNow();
        using var body = await DecodeAsync(request, project, cancellationToken).ConfigureAwait(false);
        if (body.Fault != BodyFault.None)
        {
            return await refused.RefuseAsync(request, project, Refusals.Of(body.Fault), cancellationToken).ConfigureAwait(false);
        }

        var envelope = source.Read(request, body.Memory, out var refusal);
        if (envelope.Header is not { } header)
        {
            return await refused.RefuseAsync(request, project, refusal ?? Refusals.Of(envelope.Problems[^1]), cancellationToken).ConfigureAwait(false);
        }

        if (admission.Key is null)
        {
            admission = await AdmitByHeaderAsync(header, path, cancellationToken).ConfigureAwait(false);
        }

        var fault = admission.Fault == AuthFault.None ? HeaderAgreement.Check(header, admission.Key!, request.Origin) : admission.Fault;
        if (fault != AuthFault.None)
        {
            return await refused.RefuseAsync(request, admission.Project?.Id ?? path, Refusals.Of(fault), cancellationToken).ConfigureAwait(false);
        }

        var held = rules ?? await projectRules.GetAsync(admission.Key!.ProjectId, cancellationToken).ConfigureAwait(false);
        var sender = new Sender
        {
            Key = admission.Key!,
            Scrubber = held.Scrubber,
            Sampler = held.Sampler,
            Filters = held.Filters,
            Quota = held.Quota,
            Grouping = held.Grouping,
            Discarded = held.Discarded,
            Symbols = await symbols.ForPayloadsAsync(admission.Key!.ProjectId, Events(envelope), cancellationToken).ConfigureAwait(false),
            Client = held.Scrubber.Text(credential.Client),
            RemoteAddress = request.RemoteAddress,
            ReceivedAt = receivedAt,
        };
        return await StoreAsync(envelope, sender, request, body, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Events(EnvelopeReadResult envelope) =>
        envelope.Items.Where(item => item.Kind == EnvelopeItemKind.Event).Select(item => item.GetPayload());

    /// <summary>What can be refused without looking at the body.</summary>
    private static Refusal? RefusalUnread(IngestRequest request) => request.Endpoint switch
    {
        IngestEndpoint.Attachments when !EventId.TryParse(request.EventId, out _) => Refusals.InvalidEventId,
        IngestEndpoint.Security or IngestEndpoint.Nel when !SecurityReports.IsReport(request.ContentType) => Refusals.ForeignReport,
        _ => null,
    };

    private async ValueTask<DecodedBody> DecodeAsync(IngestRequest request, ProjectId project, CancellationToken cancellationToken)
    {
        var isLegacy = request.Endpoint == IngestEndpoint.Store && !EnvelopeSource.IsEnvelope(request);
        try
        {
            return await decoder.ReadAsync(request.Body, request.ContentEncoding, request.ContentLength, isLegacy, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            await refused.RefuseAsync(request, project, Refusals.IncompleteBody, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<IngestOutcome> StoreAsync(
        EnvelopeReadResult envelope, Sender sender, IngestRequest request, DecodedBody body, CancellationToken cancellationToken)
    {
        using var reception = items.Take(envelope, sender, SecurityReportFacts.Of(request));
        var eventId = EventIdOf(envelope, reception);

        // Unless other items lie in it, nothing refers to the body any more; while the store writes, others need its memory.
        if (reception.Handled.Count == 0)
        {
            body.Dispose();
        }

        return await storage.StoreAsync(reception, eventId, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SenderAdmission> AdmitByHeaderAsync(EnvelopeHeader header, ProjectId path, CancellationToken cancellationToken) =>
        header.Dsn is { } dsn
            ? await gate.AdmitAsync(dsn.PublicKey, path.IsDefault ? dsn.ProjectId : path, cancellationToken).ConfigureAwait(false)
            : new SenderAdmission(AuthFault.Missing);

    /// <summary>An envelope whose header has no id gets one when an item travels with it.</summary>
    private EventId? EventIdOf(EnvelopeReadResult envelope, Reception reception)
    {
        if (reception.Events.Count > 0)
        {
            return reception.Events[0].Row!.EventId;
        }

        return envelope.Header?.EventId ?? (envelope.Items.Any(item => item.Kind.NeedsEventId()) ? EventId.Create(timeProvider) : null);
    }
}
