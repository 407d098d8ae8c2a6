using Microsoft.Extensions.Logging;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>The host's order of releases. When it throws, the order cannot be told; appending goes on.</summary>
internal sealed class CarefulReleaseOrder(IReleaseOrder order, ILogger logger) : IReleaseOrder
{
    private bool _isReported;

    public int? Compare(string first, string second)
    {
        try
        {
            return order.Compare(first, second);
        }
        catch (Exception exception)
        {
            if (!_isReported)
            {
                _isReported = true;
                Log.ReleaseOrderFailed(logger, exception);
            }

            return null;
        }
    }
}
