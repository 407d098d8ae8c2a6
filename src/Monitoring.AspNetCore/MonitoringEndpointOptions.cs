using System.ComponentModel.DataAnnotations;

namespace Monitoring.AspNetCore;

/// <summary>Settings of the endpoints that <c>app.MapMonitoring()</c> maps.</summary>
public sealed class MonitoringEndpointOptions
{
    /// <summary>
    /// The address at which senders reach this host, such as <c>https://errors.example.com/base</c>, for the DSNs that the product
    /// API shows. Without it the address of the request is taken, which is right unless a proxy hides it.
    /// </summary>
    /// <value>The default is <see langword="null"/>.</value>
    [PublicAddress]
    public Uri? PublicUrl { get; set; }

    /// <summary>How long a sender may take to send the body of a report, from its first byte to its last; slower ones get 408.</summary>
    /// <value>The default is two minutes. A minimum pace is a matter of the server: Kestrel demands 240 bytes a second.</value>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan IntakeBodyTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The largest body of a call of the product API, in bytes; larger ones get 413. Calls that take an event, rules, metrics or commits take as
    /// much as those may have.
    /// </summary>
    /// <value>The default is 64 KiB.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxApiBodyBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// For how long a command is done at most once for an <c>Idempotency-Key</c>: a repeat gets the first answer again, or 409 when a
    /// crash has kept that answer from being stored.
    /// </summary>
    /// <value>The default is 24 hours.</value>
    [TimeRange("00:01:00", "30.00:00:00")]
    public TimeSpan IdempotencyWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The role claim that makes a user an administrator, who may do everything in every project.</summary>
    /// <value>The default is <c>monitoring-administrator</c>.</value>
    [Required]
    public string AdministratorRole { get; set; } = "monitoring-administrator";

    /// <summary>Where an orchestrator asks whether the process lives.</summary>
    /// <value>The default is <c>/health/live</c>.</value>
    [Required]
    [RegularExpression("/.*", ErrorMessage = "LivePath must begin with a slash.")]
    public string LivePath { get; set; } = "/health/live";

    /// <summary>Where an orchestrator asks whether the host can take reports and answer reads.</summary>
    /// <value>The default is <c>/health/ready</c>.</value>
    [Required]
    [RegularExpression("/.*", ErrorMessage = "ReadyPath must begin with a slash.")]
    public string ReadyPath { get; set; } = "/health/ready";
}
