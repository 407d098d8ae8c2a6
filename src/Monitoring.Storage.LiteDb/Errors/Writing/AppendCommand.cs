using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Appends a batch. A large one spans several frames, each event with what it does in one of them.</summary>
internal sealed class AppendCommand(ImmutableArray<GroupedEvent> events, EventAppender appender) : JournalCommand
{
    private readonly TaskCompletionSource<ImmutableArray<EventAppendResult>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventAppendResult[] _results = new EventAppendResult[events.Length];

    public Task<ImmutableArray<EventAppendResult>> Task => _source.Task;

    public override void Execute(ErrorState state, Action flush)
    {
        for (var i = 0; i < events.Length; i++)
        {
            lock (state.Gate)
            {
                _results[i] = appender.Append(events[i]);
            }

            flush();
        }
    }

    public override void Succeed() => _source.SetResult(ImmutableArray.Create(_results));

    public override void Fail(Exception exception) => _source.SetException(exception);
}
