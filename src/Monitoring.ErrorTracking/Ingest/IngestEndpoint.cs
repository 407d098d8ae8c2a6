namespace Monitoring.ErrorTracking.Ingest;

/// <summary>What a path takes.</summary>
public enum IngestEndpoint
{
    /// <summary><c>/api/{project}/envelope/</c>: an envelope, whatever the content type says.</summary>
    Envelope,

    /// <summary>
    /// <c>/api/{project}/store/</c> and <c>/api/store/</c>: one event as JSON or as base64 of deflated JSON; an envelope when the
    /// content type says so.
    /// </summary>
    Store,

    /// <summary><c>/api/{project}/security/</c> and <c>/csp-report/</c>: what a browser reports about security policies.</summary>
    Security,

    /// <summary><c>/api/{project}/nel/</c>: what a browser reports about its network.</summary>
    Nel,

    /// <summary><c>/api/{project}/minidump/</c>: a crash dump, alone or as the file <c>upload_file_minidump</c> of a form.</summary>
    Minidump,

    /// <summary><c>/api/{project}/events/{event}/attachments/</c>: files of a form for an event that came before.</summary>
    Attachments,

    /// <summary>What a user says of an event, as JSON or a form, from the crash-report dialog or the old web call.</summary>
    UserReport,

    /// <summary>
    /// <c>/api/{project}/cron/{slug}/</c> and <c>/cron/{slug}/{key}/</c>: a check-in of a monitored job, by the query, a form, or JSON.
    /// </summary>
    CheckIn,
}
