using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>What a server says that cannot let a session begin, as on a full disk, is no fault of who asks.</summary>
public sealed class BeginningSessionTests
{
    [Theory]
    [InlineData("FATAL", true)]
    [InlineData("ERROR", false)]
    public void An_internal_error_that_ends_the_session_may_pass_and_one_of_a_statement_not(string severity, bool mayPass)
    {
        var exception = new PostgresException("could not write init file", severity, severity, PostgresErrorCodes.InternalError);

        Assert.Equal(mayPass, PostgreSql.Faults.MayPass(exception));
        Assert.Equal(mayPass, PostgreSql.Faults.MayPassSoon(exception));
    }
}
