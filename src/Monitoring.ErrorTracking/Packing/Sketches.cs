using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Packing;

/// <summary>Reads sketches from bytes that may be damaged.</summary>
internal static class Sketches
{
    public static QuantileSketch? Quantiles(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return QuantileSketch.FromBytes(bytes);
        }
        catch (MonitoringException)
        {
            return null;
        }
    }

    public static DistinctSketch? Distinct(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return DistinctSketch.FromBytes(bytes);
        }
        catch (MonitoringException)
        {
            return null;
        }
    }
}
