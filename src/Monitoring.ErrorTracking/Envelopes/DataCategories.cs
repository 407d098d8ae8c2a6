namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>The names of data categories on the wire.</summary>
public static class DataCategories
{
    /// <summary>The name that rate limit headers and client reports use; empty for <see cref="DataCategory.None"/>.</summary>
    public static string Name(this DataCategory category) => category switch
    {
        DataCategory.Default => "default",
        DataCategory.Error => "error",
        DataCategory.Transaction => "transaction",
        DataCategory.Security => "security",
        DataCategory.Attachment => "attachment",
        DataCategory.AttachmentItem => "attachment_item",
        DataCategory.Feedback => "feedback",
        DataCategory.Session => "session",
        DataCategory.Monitor => "monitor",
        DataCategory.LogItem => "log_item",
        DataCategory.TraceMetric => "trace_metric",
        DataCategory.Span => "span",
        DataCategory.Profile => "profile",
        DataCategory.ProfileChunk => "profile_chunk",
        DataCategory.Replay => "replay",
        DataCategory.MetricBucket => "metric_bucket",
        DataCategory.LogByte => "log_byte",
        DataCategory.TraceMetricByte => "trace_metric_byte",
        DataCategory.ProfileChunkUi => "profile_chunk_ui",
        _ => "",
    };
}
