using Monitoring.Transfer;

namespace Monitoring.Core.Archives;

/// <summary>What is archived of a host: all three stores.</summary>
internal static class ArchiveSources
{
    /// <summary>Why this host can write no archive, or <see langword="null"/>.</summary>
    public static string? FaultOf(Stores stores)
    {
        try
        {
            Of(stores);
            return null;
        }
        catch (MonitoringException exception)
        {
            return exception.Message;
        }
    }

    /// <exception cref="MonitoringException">A store is missing, or cannot be moved.</exception>
    public static StoreParts Of(Stores stores) => StoreParts.Of(
        stores.Errors ?? throw new MonitoringException(StoreRequirement.Errors.Reason), stores.Documents, stores.Blobs ?? throw new MonitoringException(StoreRequirement.Blobs.Reason));
}
