using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Fields;

/// <summary>The fields of an event, as the protocol has them. What is not named here is the application's own.</summary>
internal static class EventFields
{
    private static readonly FieldNode Free = new(FieldMode.Free);
    private static readonly FieldNode Text = new FieldNode(FieldMode.Text).With(Free, ("", Free));
    private static readonly FieldNode Code = new(FieldMode.Code);
    private static readonly FieldNode Protected = new(FieldMode.Protected);
    private static readonly FieldNode Pairs = new FieldNode(FieldMode.Free, FieldRole.Pairs).With(Free, ("", Free));
    private static readonly FieldNode Query = new FieldNode(FieldMode.Free, FieldRole.Query).With(Free, ("", Free));

    /// <summary>The event itself.</summary>
    public static FieldNode Event { get; } = MakeEvent();

    /// <summary>What the application has put somewhere.</summary>
    public static FieldNode Unknown => Free;

    private static FieldNode MakeEvent()
    {
        var trace = MakeStackTrace();
        var exceptions = List(MakeException(trace));
        var threads = List(MakeThread(trace));
        var breadcrumbs = List(MakeBreadcrumb());
        var message = new FieldNode(FieldMode.Text, FieldRole.Message, ValueKinds.LogEntry).With(Free, ("formatted message", Text), ("params", Free));
        var template = MakeTemplate();
        var user = MakeUser();
        var request = MakeRequest();
        var contexts = MakeContexts();
        var sdk = new FieldNode(FieldMode.Protected, kinds: ValueKinds.Sdk).With(Protected, ("client_ip", new FieldNode(FieldMode.Text, FieldRole.PeerAddress)));
        var report = new FieldNode(FieldMode.Free).With(Free, ("original-policy original_policy originalPolicy", Code));
        return new FieldNode(FieldMode.Free, kinds: ValueKinds.Event).With(
            Free,
            ("event_id timestamp start_timestamp received platform level type project version key_id checksum ingest_path grouping_config time_spent _metrics", Protected),
            ("release dist environment debug_meta scraping_attempts", Protected),
            ("modules", Code),
            ("logger transaction culprit server_name site", Text),
            ("fingerprint", Text),
            ("transaction_info measurements breakdowns", Code),
            ("exception", exceptions),
            ("sentry.interfaces.Exception", exceptions.Named("exception")),
            ("threads", threads),
            ("sentry.interfaces.Threads", threads.Named("threads")),
            ("breadcrumbs", breadcrumbs),
            ("sentry.interfaces.Breadcrumbs", breadcrumbs.Named("breadcrumbs")),
            ("logentry", message),
            ("message sentry.interfaces.Message", message.Named("logentry")),
            ("stacktrace", trace),
            ("sentry.interfaces.Stacktrace", trace.Named("stacktrace")),
            ("template", template),
            ("sentry.interfaces.Template", template.Named("template")),
            ("user", user),
            ("sentry.interfaces.User", user.Named("user")),
            ("request", request),
            ("sentry.interfaces.Http", request.Named("request")),
            ("contexts", contexts),
            ("sentry.interfaces.Contexts", contexts.Named("contexts")),
            ("sdk", sdk),
            ("sentry.interfaces.Sdk", sdk.Named("sdk")),
            ("csp", report),
            ("sentry.interfaces.Csp", report.Named("csp")),
            ("tags", Pairs),
            ("spans", new FieldNode(FieldMode.Free).Of(new FieldNode(FieldMode.Free, kinds: ValueKinds.Span).With(
                Free, ("span_id trace_id parent_span_id segment_id timestamp start_timestamp", Protected), ("op status", Code)))),
            ("_meta", new FieldNode(FieldMode.Text, FieldRole.Meta)));
    }

    private static FieldNode List(FieldNode element) =>
        new FieldNode(FieldMode.Free, FieldRole.List).Of(element).With(Free, ("values", new FieldNode(FieldMode.Free).Of(element)));

    private static FieldNode MakeException(FieldNode trace) => new FieldNode(FieldMode.Free, kinds: ValueKinds.Exception).With(
        Free,
        ("type module", Code),
        ("value", Text),
        ("thread_id", Protected),
        ("stacktrace raw_stacktrace", trace),
        ("mechanism", new FieldNode(FieldMode.Free).With(
            Free, ("type source", Code), ("description help_link", Text), ("handled synthetic exception_id parent_id is_exception_group", Protected))));

    private static FieldNode MakeStackTrace()
    {
        var frame = new FieldNode(FieldMode.Free, kinds: ValueKinds.Frame).With(
            Free,
            ("filename abs_path module package function raw_function symbol", Code),
            ("context_line pre_context post_context", Code),
            ("lineno colno in_app platform lang image_addr instruction_addr symbol_addr addr_mode trust function_id stack_start", Protected));
        return new FieldNode(FieldMode.Free, kinds: ValueKinds.StackTrace).With(
            Free,
            ("frames", new FieldNode(FieldMode.Free) { MayRepeat = true }.Of(frame)),
            ("registers lang snapshot instruction_addr_adjustment", Protected));
    }

    private static FieldNode MakeThread(FieldNode trace) => new FieldNode(FieldMode.Free, kinds: ValueKinds.Thread).With(
        Free, ("id crashed current main state", Protected), ("name", Text), ("stacktrace raw_stacktrace", trace));

    private static FieldNode MakeBreadcrumb() => new FieldNode(FieldMode.Free, kinds: ValueKinds.Breadcrumb).With(
        Free, ("timestamp level event_id", Protected), ("type category", Code), ("message", Text));

    private static FieldNode MakeTemplate() => new FieldNode(FieldMode.Free).With(
        Free, ("filename abs_path context_line pre_context post_context", Code), ("lineno", Protected));

    private static FieldNode MakeUser() => new FieldNode(FieldMode.Free, kinds: ValueKinds.User).With(
        Free,
        ("id", new FieldNode(FieldMode.Text, FieldRole.UserId)),
        ("username", new FieldNode(FieldMode.Text, FieldRole.UserName)),
        ("email", new FieldNode(FieldMode.Text, FieldRole.UserEmail)),
        ("ip_address", new FieldNode(FieldMode.Text, FieldRole.UserAddress)));

    private static FieldNode MakeRequest() => new FieldNode(FieldMode.Free, kinds: ValueKinds.Request).With(
        Free,
        ("method inferred_content_type", Code),
        ("url", Text),
        ("query_string fragment data", Query),
        ("cookies", new FieldNode(FieldMode.Free, FieldRole.Cookies).With(Free, ("", Free))),
        ("headers", Pairs),
        ("env", new FieldNode(FieldMode.Free, FieldRole.Pairs).With(Free, ("REMOTE_ADDR", new FieldNode(FieldMode.Text, FieldRole.PeerAddress)))));

    private static FieldNode MakeContexts() => new FieldNode(FieldMode.Free).With(
        Free,
        ("trace", new FieldNode(FieldMode.Free).With(Free, ("trace_id span_id parent_span_id", Protected), ("type op status origin", Code))),
        ("replay profile", new FieldNode(FieldMode.Free).With(Free, ("replay_id profile_id profiler_id", Protected), ("type", Code))),
        ("runtime os browser", new FieldNode(FieldMode.Free).With(Free, ("name version build kernel_version raw_description type", Code))));
}
