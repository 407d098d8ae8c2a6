using Monitoring.ErrorTracking.Containers;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>Gathers what a span says in the course of reading it, in any of the forms that there are.</summary>
internal ref struct SpanDraft
{
    public string? TraceId;
    public string? SpanId;
    public string? Operation;
    public string? Name;
    public string? Status;
    public string? Release;
    public string? Environment;
    public string? Source;
    public DateTimeOffset? Start;
    public DateTimeOffset? End;
    public bool IsSegment;
    public string? UserId;
    public string? UserName;
    public string? UserEmail;
    public string? UserAddress;

    /// <summary>Takes a property that spans of all forms have; false when it is none of them.</summary>
    public bool TryTake(ref JsonCursor json, scoped ReadOnlySpan<byte> name)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("trace_id"u8):
                TraceId = TraceIds.Normalise(JsonScalars.Text(ref json));
                return true;
            case var _ when name.SequenceEqual("span_id"u8):
                SpanId = JsonScalars.Text(ref json);
                return true;
            case var _ when name.SequenceEqual("op"u8):
                Operation = JsonScalars.Text(ref json);
                return true;
            case var _ when name.SequenceEqual("description"u8) || name.SequenceEqual("name"u8):
                Name = JsonScalars.Text(ref json);
                return true;
            case var _ when name.SequenceEqual("status"u8):
                Status = JsonScalars.Text(ref json);
                return true;
            case var _ when name.SequenceEqual("start_timestamp"u8):
                Start = JsonScalars.Instant(ref json);
                return true;
            case var _ when name.SequenceEqual("timestamp"u8) || name.SequenceEqual("end_timestamp"u8):
                End = JsonScalars.Instant(ref json);
                return true;
            case var _ when name.SequenceEqual("is_segment"u8):
                IsSegment = JsonScalars.Flag(ref json) == true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes the attributes of a span: those of containers, and <c>data</c> and <c>sentry_tags</c> of single spans.</summary>
    public void TakeAttributes(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return;
        }

        while (json.NextProperty(out var name))
        {
            if (!TryTakeAttribute(ref json, name))
            {
                json.Skip();
            }
        }
    }

    /// <summary>The span, or what is wrong with it.</summary>
    public readonly SpanFacts? ToFacts(out string? fault)
    {
        fault = Start is null ? "start_timestamp: must be an instant."
            : End is null ? "timestamp: must be an instant."
            : End < Start ? "timestamp: must not be before start_timestamp."
            : null;
        return fault is not null ? null : new SpanFacts
        {
            TraceId = TraceId,
            Operation = Operation,
            Name = Name,
            Status = Status,
            Start = Start!.Value,
            End = End!.Value,
            Release = Release,
            Environment = Environment,
            IsSegment = IsSegment,
            Source = Source,
            User = TraceUser.Of(UserId, UserName, UserEmail, UserAddress),
        };
    }

    private bool TryTakeAttribute(ref JsonCursor json, scoped ReadOnlySpan<byte> name)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("sentry.op"u8):
                Operation = AttributeText.Value(ref json) ?? Operation;
                return true;
            case var _ when name.SequenceEqual("sentry.release"u8) || name.SequenceEqual("release"u8):
                Release = AttributeText.Value(ref json);
                return true;
            case var _ when name.SequenceEqual("sentry.environment"u8) || name.SequenceEqual("environment"u8):
                Environment = AttributeText.Value(ref json);
                return true;
            case var _ when name.SequenceEqual("sentry.source"u8):
                Source = AttributeText.Value(ref json);
                return true;
            case var _ when name.SequenceEqual("sentry.span.source"u8) || name.SequenceEqual("sentry.segment.name.source"u8):
                var found = AttributeText.Value(ref json);
                Source ??= found;
                return true;
            case var _ when name.SequenceEqual("user.id"u8):
                UserId = AttributeText.Value(ref json);
                return true;
            case var _ when name.SequenceEqual("user.name"u8):
                UserName = AttributeText.Value(ref json);
                return true;
            case var _ when name.SequenceEqual("user.email"u8):
                UserEmail = AttributeText.Value(ref json);
                return true;
            default:
                return false;
        }
    }
}
