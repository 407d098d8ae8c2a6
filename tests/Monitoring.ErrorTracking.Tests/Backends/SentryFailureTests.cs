using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Backends;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>What becomes of answers that are none, and what people are told.</summary>
public sealed class SentryFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "", BackendOutcome.TokenRefused, "token")]
    [InlineData(HttpStatusCode.Forbidden, "", BackendOutcome.TokenRefused, "event:read")]
    [InlineData(HttpStatusCode.NotFound, "", BackendOutcome.NotFound, "organization")]
    [InlineData(HttpStatusCode.BadRequest, """{"detail":"Invalid query: x"}""", BackendOutcome.Invalid, "Invalid query: x")]
    [InlineData(HttpStatusCode.BadRequest, "<html>", BackendOutcome.Invalid, "not well formed")]
    [InlineData(HttpStatusCode.Found, "", BackendOutcome.BadAnswer, "redirect")]
    [InlineData(HttpStatusCode.InternalServerError, "", BackendOutcome.Unavailable, "500")]
    [InlineData(HttpStatusCode.BadGateway, "", BackendOutcome.Unavailable, "502")]
    [InlineData(HttpStatusCode.PartialContent, "[]", BackendOutcome.BadAnswer, "206")]
    [InlineData((HttpStatusCode)418, "", BackendOutcome.BadAnswer, "418")]
    [InlineData(HttpStatusCode.OK, "<html>", BackendOutcome.BadAnswer, "JSON")]
    [InlineData(HttpStatusCode.OK, "", BackendOutcome.BadAnswer, "JSON")]
    [InlineData(HttpStatusCode.OK, "{}", BackendOutcome.BadAnswer, "list")]
    [InlineData(HttpStatusCode.OK, "[7]", BackendOutcome.BadAnswer, "[0].id")]
    [InlineData(HttpStatusCode.OK, """[{"id":"1","title":"a","status":"strange"}]""", BackendOutcome.BadAnswer, "[0].status")]
    [InlineData(HttpStatusCode.OK, """[{"id":{"a":1},"title":"a"}]""", BackendOutcome.BadAnswer, "[0].id")]
    public async Task An_answer_that_is_none_is_told_with_what_to_mend(HttpStatusCode status, string body, BackendOutcome outcome, string words)
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(body, status);

        var result = await host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch(), Cancellation);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(words, result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(BackendHost.Token, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_connection_is_told_with_the_servers_name()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Throw(new HttpRequestException(HttpRequestError.NameResolutionError)).Throw(new HttpRequestException(HttpRequestError.SecureConnectionError)).Throw(new IOException());
        async Task<string> ReasonAsync()
        {
            var result = await host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch(), Cancellation);
            Assert.Equal(BackendOutcome.Unreachable, result.Outcome);
            return result.Reason!;
        }

        Assert.Equal("There is no server of the name sentry.example.com.", await ReasonAsync());
        Assert.Contains("certificate", await ReasonAsync(), StringComparison.Ordinal);
        Assert.Contains("sentry.example.com:443 cannot be reached", await ReasonAsync(), StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public Property Whatever_the_server_answers_is_an_outcome() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => DamageAsync(new Random(seed)));

    private static async Task<bool> DamageAsync(Random random)
    {
        await using var host = await BackendHost.StartAsync();
        var isEvent = random.Next(2) == 0;
        var (wanted, other) = isEvent ? (SentryAnswers.Event, SentryAnswers.Issue()) : (SentryAnswers.Issue(), SentryAnswers.Event);
        var body = Encoding.UTF8.GetString(Mutations.Damage(random, Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(other)));
        if (isEvent)
        {
            host.Server.Answer(SentryAnswers.Issue());
        }

        host.Server.Answer(body, headers: ("Link", SentryAnswers.Next[random.Next(SentryAnswers.Next.Length)..]));
        var outcome = isEvent
            ? (await host.Backend.GetLatestEventAsync(BackendHost.Reporter, host.Project, "1170820242", Cancellation)).Outcome
            : (await host.Backend.GetAsync(BackendHost.Reporter, host.Project, "1170820242", Cancellation)).Outcome;
        return outcome is BackendOutcome.Done or BackendOutcome.BadAnswer or BackendOutcome.NotFound;
    }
}
