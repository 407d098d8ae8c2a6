using LiteDB;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Calls the open store, and tells callers of nothing but what they may expect.</summary>
internal static class StoreCalls
{
    public static async ValueTask<T> CallAsync<T>(this LiteDbStore store, Func<StoreSession, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        var session = await store.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await call(session).ConfigureAwait(false);
        }
        catch (StoreDamagedException damage)
        {
            session.OnDamage(damage);
            throw Faults.Unreadable(damage);
        }
        catch (Exception exception) when (IsOfFiles(exception, session))
        {
            if (exception is LiteException && !Faults.MayPass(exception))
            {
                session.OnFault(exception);
            }

            throw Faults.Translate(exception);
        }
    }

    /// <summary>Whether files or LiteDB failed, or the session was closed under the call, which LiteDB answers in many ways.</summary>
    private static bool IsOfFiles(Exception exception, StoreSession session) => exception switch
    {
        LiteException or IOException or UnauthorizedAccessException => true,
        OperationCanceledException or ArgumentException or MonitoringException => false,
        _ => session.IsEnding,
    };
}
