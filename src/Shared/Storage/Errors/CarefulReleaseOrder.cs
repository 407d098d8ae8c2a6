namespace Monitoring.Storage.Errors;

/// <summary>The host's order of releases. When it throws, the order cannot be told; appending goes on. The fault is reported once.</summary>
internal sealed class CarefulReleaseOrder(IReleaseOrder order, Action<Exception> report) : IReleaseOrder
{
    private bool _isReported;

    public int? Compare(string first, string second) => Careful<int?>(() => order.Compare(first, second), null);

    public int Kinship(string first, string second) => Careful(() => order.Kinship(first, second), 0);

    private T Careful<T>(Func<T> ask, T otherwise)
    {
        try
        {
            return ask();
        }
        catch (Exception exception)
        {
            if (!_isReported)
            {
                _isReported = true;
                report(exception);
            }

            return otherwise;
        }
    }
}
