using System.ComponentModel.DataAnnotations;

namespace Monitoring.Storage.PostgreSql;

/// <summary>Settings of the PostgreSQL storage provider.</summary>
public sealed class PostgreSqlOptions
{
    /// <summary>
    /// How to reach the database, as Npgsql takes it; the database must be there. What is not said in it gets the provider's defaults: statements are prepared by
    /// themselves, and a statement takes at most 30 seconds.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The schema of the provider's tables; made when it is not there. Two sets of data in one database have different schemas.</summary>
    /// <value>Lowercase letters, digits and underscores, at most 40, no digit and no <c>pg_</c> first. The default is <c>monitoring</c>.</value>
    [Required(AllowEmptyStrings = false)]
    [RegularExpression("^(?!pg_)[a-z_][a-z0-9_]{0,39}$", ErrorMessage = "The field {0} must be lowercase letters, digits and underscores, at most 40, no digit and no pg_ first.")]
    public string Schema { get; set; } = "monitoring";
}
