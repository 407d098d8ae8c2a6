namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>The ids of components, as users of Sentry know them.</summary>
internal static class ComponentIds
{
    public const string App = "app";
    public const string System = "system";
    public const string Default = "default";

    public const string ChainedException = "chained-exception";
    public const string Exception = "exception";
    public const string Threads = "threads";
    public const string StackTrace = "stacktrace";
    public const string Frame = "frame";

    public const string Module = "module";
    public const string FileName = "filename";
    public const string Function = "function";
    public const string ContextLine = "context-line";
    public const string Type = "type";
    public const string Value = "value";
    public const string NsError = "ns-error";

    public const string Template = "template";
    public const string Message = "message";
    public const string Csp = "csp";
    public const string Salt = "salt";
    public const string Violation = "violation";
    public const string Uri = "uri";
    public const string HostName = "hostname";
}
