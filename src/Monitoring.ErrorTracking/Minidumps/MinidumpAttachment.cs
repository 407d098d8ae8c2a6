namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>How dumps are named among attachments.</summary>
internal static class MinidumpAttachment
{
    /// <summary>The role of an attachment that is a dump.</summary>
    public const string Type = "event.minidump";

    /// <summary>The field of a form that holds one.</summary>
    public const string Field = "upload_file_minidump";
}
