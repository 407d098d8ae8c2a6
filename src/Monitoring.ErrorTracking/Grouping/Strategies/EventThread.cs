using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Finds the thread that an event is about.</summary>
internal static class EventThread
{
    /// <summary>The only one that crashed, else the only current one, else the only one; null when there is none of them.</summary>
    public static ThreadInfo? Of(ImmutableArray<ThreadInfo> threads) =>
        Only(threads, static thread => thread.IsCrashed == true) ?? Only(threads, static thread => thread.IsCurrent == true) ?? Only(threads, static _ => true);

    private static ThreadInfo? Only(ImmutableArray<ThreadInfo> threads, Func<ThreadInfo, bool> condition)
    {
        ThreadInfo? found = null;
        foreach (var thread in threads)
        {
            if (condition(thread))
            {
                if (found is not null)
                {
                    return null;
                }

                found = thread;
            }
        }

        return found;
    }
}
