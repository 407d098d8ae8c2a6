using System.ComponentModel.DataAnnotations;

namespace Monitoring.ErrorTracking;

/// <summary>How Sentry servers are called for projects whose errors are there.</summary>
public sealed class SentryBackendOptions
{
    /// <summary>
    /// Whether servers at addresses of the own machine or network may be called. Whoever may change the settings of a project could otherwise have this host call what only it
    /// can reach.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowLocalAddresses { get; set; }

    /// <summary>
    /// Servers that may be called although their addresses are local, as <c>host:port</c>, such as <c>sentry.corp.example:443</c>; compared without regard to case.
    /// </summary>
    /// <value>By default empty.</value>
    public IList<string> LocalHosts { get; } = [];

    /// <summary>Whether calls go through the proxy of the environment. The proxy then resolves names, and addresses cannot be checked here.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool UseProxy { get; set; }

    /// <summary>How long an answer may take, from the call to its last byte.</summary>
    /// <value>The default value is 10 seconds.</value>
    [TimeSpanRange("00:00:00.1000000", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of an answer, after decompression.</summary>
    /// <value>The default value is 1 MiB.</value>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 1024 * 1024;

    /// <summary>For how long a call that was answered with 429 waits before it is made once more; when the server wants more, the call has failed.</summary>
    /// <value>The default value is 2 seconds; zero tries nothing again.</value>
    [TimeSpanRange("00:00:00", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For how long what a server answered is answered again: lists are looked at by several people who reload them. A change through this host is seen at once.
    /// </summary>
    /// <value>The default value is 10 seconds; zero asks each time.</value>
    [TimeSpanRange("00:00:00", "01:00:00")]
    public TimeSpan CacheLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes what calls are sent with, once for the host, in place of the own connections: for a host with rules of its own. Its addresses are then its own matter; it must not
    /// follow redirects.
    /// </summary>
    /// <value>By default <see langword="null"/>.</value>
    public Func<HttpMessageHandler>? CreateHandler { get; set; }
}
