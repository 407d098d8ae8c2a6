using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Codecs;

/// <summary>The bytes of a transition without its position.</summary>
internal static class TransitionCodec
{
    // The first format ends before the kind of the actor; the second has states of the first format of issues.
    private const byte FirstFormat = 1;
    private const byte SecondFormat = 2;
    private const byte Format = 3;

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
        WriteDetails(writer, transition);
    }

    public static IssueTransition Read(ref ByteReader reader, long position)
    {
        var format = reader.Format(FirstFormat, Format);
        var transition = new IssueTransition
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
        return format == FirstFormat ? transition : ReadDetails(ref reader, transition, format);
    }

    private static void WriteDetails(ByteWriter writer, IssueTransition transition)
    {
        writer.Byte((byte)(transition.ActorKind is { } kind ? (int)kind + 1 : 0));
        writer.OptionalText(transition.Door);
        WriteState(writer, transition.StateBefore);
        WriteState(writer, transition.StateAfter);
        writer.OptionalText(transition.AssigneeBefore);
        writer.OptionalText(transition.AssigneeAfter);
        writer.Count(transition.Moved.Length);
        foreach (var move in transition.Moved)
        {
            writer.Count(move.IssueId.Value);
            HashListCodec.Write(writer, move.Hashes);
        }
    }

    private static IssueTransition ReadDetails(ref ByteReader reader, IssueTransition transition, byte format)
    {
        var kind = reader.Byte();
        return transition with
        {
            ActorKind = kind == 0 ? null : (ActorKind)(kind - 1),
            Door = reader.OptionalText(),
            StateBefore = reader.Bool() ? ReadState(ref reader, format) : null,
            StateAfter = reader.Bool() ? ReadState(ref reader, format) : null,
            AssigneeBefore = reader.OptionalText(),
            AssigneeAfter = reader.OptionalText(),
            Moved = ReadMoved(ref reader),
        };
    }

    private static void WriteState(ByteWriter writer, IssueState? state)
    {
        writer.Bool(state is not null);
        if (state is not null)
        {
            StateCodec.Write(writer, state);
        }
    }

    private static IssueState ReadState(ref ByteReader reader, byte format) => format == SecondFormat ? StateCodec.ReadFirst(ref reader) : StateCodec.Read(ref reader);

    private static ImmutableArray<IssueMove> ReadMoved(ref ByteReader reader)
    {
        var moved = ImmutableArray.CreateBuilder<IssueMove>(reader.Items());
        for (var i = 0; i < moved.Capacity; i++)
        {
            moved.Add(new IssueMove { IssueId = reader.Issue(), Hashes = HashListCodec.Read(ref reader) });
        }

        return moved.MoveToImmutable();
    }
}
