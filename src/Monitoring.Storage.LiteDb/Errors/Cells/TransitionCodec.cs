using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Codecs;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>The bytes of a transition without its position.</summary>
internal static class TransitionCodec
{
    private const byte Format = 1;

    public static void Write(ByteWriter writer, IssueTransition transition)
    {
        writer.Byte(Format);
        writer.Count(transition.ProjectId.Value);
        writer.Count(transition.IssueId.Value);
        writer.Byte((byte)transition.Kind);
        writer.Instant(transition.At);
        writer.Byte((byte)transition.Status);
        writer.Text(transition.Title);
        writer.Byte((byte)transition.Level);
        writer.Bool(transition.EventId is not null);
        if (transition.EventId is { } id)
        {
            writer.Event(id);
        }

        writer.OptionalText(transition.Release);
        writer.OptionalText(transition.Environment);
        writer.OptionalText(transition.Service);
        writer.OptionalText(transition.ActorId);
    }

    public static IssueTransition Read(ref ByteReader reader, long position)
    {
        reader.Format(Format);
        return new IssueTransition
        {
            Position = position,
            ProjectId = reader.Project(),
            IssueId = reader.Issue(),
            Kind = (IssueTransitionKind)reader.Byte(),
            At = reader.Instant(),
            Status = (IssueStatus)reader.Byte(),
            Title = reader.Text(),
            Level = (ErrorLevel)reader.Byte(),
            EventId = reader.Bool() ? reader.Event() : null,
            Release = reader.OptionalText(),
            Environment = reader.OptionalText(),
            Service = reader.OptionalText(),
            ActorId = reader.OptionalText(),
        };
    }
}
