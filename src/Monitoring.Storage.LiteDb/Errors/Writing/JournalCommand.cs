using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Something to be done on the journal's thread.</summary>
internal abstract class JournalCommand
{
    /// <summary>Does it: takes the state's lock, decides, records. Calls <paramref name="flush"/> where a frame may end.</summary>
    public abstract void Execute(ErrorState state, Action flush);

    /// <summary>What was recorded is durable.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception exception);
}
