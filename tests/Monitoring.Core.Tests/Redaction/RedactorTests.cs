using Microsoft.Extensions.Options;
using Monitoring.Core.Redaction;

namespace Monitoring.Core.Tests.Redaction;

public sealed class RedactorTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    private readonly Redactor _redactor = Some();

    [Theory]
    // Named values.
    [InlineData("Authorization: 'abc123456\napi_key = 'S3CRETVALUE9'", "Authorization: '[redacted]'[redacted]'")]
    [InlineData("password=hunter2", "password=[redacted]")]
    [InlineData("ValueError('a\\n\\t4111 1111 1111 1111\\nb')", "ValueError('a\\n\\t[redacted]\\nb')")]
    [InlineData("'a\\r\\n583-16-5301'", "'a\\r\\n[redacted]'")]
    [InlineData("'a\\nghp_0123456789abcdefghijABCDEFGHIJ012345'", "'a\\n[redacted]'")]
    [InlineData("'a\\tBearer abcdefghijklmnop12345'", "'a\\tBearer [redacted]'")]
    [InlineData("'an4111111111111111'", "'an4111111111111111'")]
    [InlineData("Password = hunter2;", "Password = [redacted];")]
    [InlineData("Server=db;User Id=sa;Password=p@ss w0rd;Timeout=3", "Server=db;User Id=sa;Password=[redacted] w0rd;Timeout=3")]
    [InlineData("{\"password\":\"hunter2\",\"user\":\"ann\"}", "{\"password\":\"[redacted]\",\"user\":\"ann\"}")]
    [InlineData("{\"password\":\"a\\\"b\",\"user\":\"ann\"}", "{\"password\":\"[redacted]\",\"user\":\"ann\"}")]
    [InlineData("{\\\"apiKey\\\": \\\"xyz\\\"}", "{\\\"apiKey\\\": \\\"[redacted]\\\"}")]
    [InlineData("{'client_secret': 'xyz'}", "{'client_secret': '[redacted]'}")]
    [InlineData("dbPassword: hunter2\nnext", "dbPassword: [redacted]\nnext")]
    [InlineData("X-Api-Key: abc", "X-Api-Key: [redacted]")]
    [InlineData("Authorization: Custom some thing=1\r\nHost: x", "Authorization: [redacted]\r\nHost: x")]
    [InlineData("Cookie: a=1; sid=2\nHost: x", "Cookie: [redacted]\nHost: x")]
    [InlineData("Set-Cookie: a=1; Path=/", "Set-Cookie: [redacted]")]
    [InlineData("/login?user=ann&access_token=abc&x=1", "/login?user=ann&access_token=[redacted]&x=1")]
    [InlineData("/reset?token=a1b2c3d4e5", "/reset?token=[redacted]")]
    [InlineData("mysql --password hunter2 -u root", "mysql --password [redacted] -u root")]
    [InlineData("AccountKey=Zm9vYmFyYmF6cXV4==;EndpointSuffix=x", "AccountKey=[redacted];EndpointSuffix=x")]
    [InlineData("[password=hunter2]", "[password=[redacted]]")]
    [InlineData("password => 'x'", "password => '[redacted]'")]
    [InlineData("DB_PASSWORD=hunter2 PATH=/bin", "DB_PASSWORD=[redacted] PATH=/bin")]
    [InlineData("Password: [hunter2]", "Password: [redacted]")]
    [InlineData("{\"secrets\": [{\"password\": \"x\"}]}", "{\"secrets\": [{\"password\": \"[redacted]\"}]}")]
    [InlineData("Pwd=hunter2;", "Pwd=[redacted];")]
    // Credentials.
    [InlineData("sent Bearer abcdef123456 to it", "sent Bearer [redacted] to it")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA== was refused", "Basic [redacted] was refused")]
    [InlineData("It sent Basic dXNlcjpwYXNz.", "It sent Basic [redacted].")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==.", "Basic [redacted].")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA was refused", "Basic [redacted] was refused")]
    [InlineData("(Basic dXNlcjpwYXNzdw)", "(Basic [redacted])")]
    [InlineData("It sent Bearer abcdef123456...", "It sent Bearer [redacted]...")]
    [InlineData("https://ann:hunter2@example.com/x", "https://ann:[redacted]@example.com/x")]
    [InlineData("amqp://guest:p@ss@rabbit:5672", "amqp://guest:[redacted]@rabbit:5672")]
    [InlineData("redis://:secretpw@cache:6379/0", "redis://:[redacted]@cache:6379/0")]
    [InlineData("https://public:private@o1.example.com/42", "https://public:[redacted]@o1.example.com/42")]
    // Tokens.
    [InlineData("got " + Jwt + " instead", "got [redacted] instead")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "key [redacted] used")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted]")]
    [InlineData("glpat-abcdefghij_KLMNOPQRST", "[redacted]")]
    [InlineData("xoxb-1234567890-abcdefghij", "[redacted]")]
    [InlineData("sk_live_abcdefghij0123456789", "[redacted]")]
    [InlineData("sk-proj-abcdefghij0123456789abcdef", "[redacted]")]
    [InlineData("AIzaSyA-abcdefghijklmnopqrstuvwxyz01234", "[redacted]")]
    // Keys.
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nrest", "[redacted]\nrest")]
    [InlineData("\"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n\"", "\"[redacted]\\n\"")]
    [InlineData("x -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r and cut off", "x [redacted]")]
    // Numbers.
    [InlineData("card 4111111111111111 declined", "card [redacted] declined")]
    [InlineData("card 4111 1111 1111 1111, declined", "card [redacted], declined")]
    [InlineData("card 5500-0055-5555-5559.", "card [redacted].")]
    [InlineData("amex 3782 822463 10005", "amex [redacted]")]
    [InlineData("{\"n\":\"378282246310005\"}", "{\"n\":\"[redacted]\"}")]
    [InlineData("diners 30569309025904", "diners [redacted]")]
    [InlineData("ssn 078-05-1120!", "ssn [redacted]!")]
    public void Redact_Secret_IsMasked(string text, string expected) => Assert.Equal(expected, _redactor.Redact(text));

    [Theory]
    [InlineData("")]
    [InlineData("   at System.Net.Http.HttpClient.SendAsync(HttpRequestMessage request, CancellationToken token) in /src/HttpClient.cs:line 1234")]
    [InlineData("   at Shop.Auth.PasswordHasher.Verify(String password, String hash) in C:\\src\\Auth\\PasswordHasher.cs:line 42")]
    [InlineData("File \"/app/auth/tokens.py\", line 17, in refresh_token")]
    [InlineData("at Object.<anonymous> (https://example.com/static/app.3f2a1b9c.js:1:23456)")]
    [InlineData("0x00007ffde1c0e4b2 std::__1::basic_string")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("12345678-1234-1234-1234-123456789012")]
    [InlineData("41111111-1111-1111-1111-111111111111")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("4111111111111112")]
    [InlineData("1700000000000")]
    [InlineData("1700000000000000000")]
    [InlineData("20260304050607")]
    [InlineData("2026-03-04T05:06:07.1234567Z")]
    [InlineData("order 1234-5678-9012-3456-7890")]
    [InlineData("version 4.1.1.1111111111111111")]
    [InlineData("+4111111111111111")]
    [InlineData("000-12-3456 666-12-3456 912-12-3456 123-00-4567 123-45-0000")]
    [InlineData("2024-01-02 10:00:00")]
    [InlineData("https://examplePublicKey@o0.ingest.sentry.io/4504044639748096")]
    [InlineData("http://localhost:5080/api/1/envelope/")]
    [InlineData("user@example.com from 10.1.2.3")]
    [InlineData("SyntaxError: Unexpected token: punc (})")]
    [InlineData("SyntaxError: Unexpected token < in JSON at position 0")]
    [InlineData("Unexpected token: string")]
    [InlineData("System.Security.Authentication.InvalidCredentialException: The server has rejected the client credentials.")]
    [InlineData("at com.shop.auth.PasswordHasher.verify(PasswordHasher.java:42)")]
    [InlineData("app/models/secret.rb:12:in `open'")]
    [InlineData("login@https://example.com/static/password.js:1:23456")]
    [InlineData("InvalidPasswordError: too short")]
    [InlineData("System.Lazy`1[[Shop.Cart, Shop, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a]]")]
    [InlineData("{\"Microsoft.AspNetCore.Authorization\": \"2.0.4.0\", \"cookie\": \"0.3.1\"}")]
    [InlineData("{\"cookies\": {}, \"secrets\": []}")]
    [InlineData("\"cookies\": [")]
    [InlineData("{\"prompt\": \"Password: \", \"x\": \"y\"}")]
    [InlineData("PWD=/home/ann OLDPWD=/tmp")]
    [InlineData("Bearer authentication failed")]
    [InlineData("Basic authentication failed")]
    [InlineData("Basic authentication.")]
    [InlineData("Basic training, basic income. Basic rules! basic types: basic/advanced")]
    [InlineData("the bearer of_bad_news_that_is_long")]
    [InlineData("password: null, secret=undefined, token = None, apiKey: true")]
    [InlineData("password=&user=ann")]
    [InlineData("if (password == expected)")]
    [InlineData("Password::check() and Auth::token()")]
    [InlineData("password_length=12 passwordPolicy=strict max_tokens=4096 tokenCount: 12345678")]
    [InlineData("author: ann, authority=example.com, keyboard=us, monkey=12345678, passenger=12345678, pinned=12345678")]
    [InlineData("passwd was changed; secret ballot; cookies are tasty")]
    [InlineData("password=***")]
    [InlineData("password=[redacted] {\"secret\":\"[redacted]\"} https://u:[redacted]@h/")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----")]
    [InlineData("eyJ is how it begins; eyJhbGciOi alone is none")]
    [InlineData("task-force-alpha-bravo-charlie-12345")]
    [InlineData("ghp_short npm_config_registry AKIAlower")]
    public void Redact_NoSecret_IsTheSameInstance(string text) => Assert.Same(text, _redactor.Redact(text));

    [Fact]
    public void Redact_PersonalData_IsMaskedWhenAskedFor()
    {
        var redactor = Some(options => options.EmailAddresses = options.IpAddresses = true);

        Assert.Equal(
            "[redacted] from [redacted]:80, [redacted] and [redacted]",
            redactor.Redact("ann.b+c@mail.example.com from 10.1.2.3:80, fe80::1ff:fe23:4567:890a and 2001:db8::1"));
        Assert.Equal("<[redacted]>.", redactor.Redact("<жук@пример.рф>."));
    }

    [Theory]
    [InlineData("peer:10.0.0.7", "peer:[redacted]")]
    [InlineData("peer:10.0.0.7:80.", "peer:[redacted]:80.")]
    [InlineData("cafe:10.0.0.7", "cafe:[redacted]")]
    [InlineData("interface:10.0.0.7", "interface:[redacted]")]
    [InlineData("peer: 10.0.0.7, :10.0.0.8", "peer: [redacted], :[redacted]")]
    [InlineData("peer:2001:db8::1", "peer:[redacted]")]
    [InlineData("node:2001:db8::1", "node:[redacted]")]
    [InlineData("[::1]:80 (::ffff:10.0.0.7)", "[[redacted]]:80 ([redacted])")]
    public void Redact_AddressBehindAName_IsMasked(string text, string expected) =>
        Assert.Equal(expected, Some(options => options.IpAddresses = true).Redact(text));

    [Theory]
    [InlineData("@ at@ @at a@b @user:room")]
    [InlineData("std::string Foo::Bar 12:34:56 1.2.3 v1.2.3.4x 999.1.1.1 ::")]
    [InlineData("app.js:12:34 at:12:34:56 Foo::B12 face:cafe 00:1a:2b:3c:4d:5e v:1.2.3 code:12 Decade::add a:b:c")]
    public void Redact_NoPersonalData_IsTheSameInstance(string text) =>
        Assert.Same(text, Some(options => options.EmailAddresses = options.IpAddresses = true).Redact(text));

    [Fact]
    public void Redact_OwnNames_CountInTextAndAsFields()
    {
        var redactor = Some(options =>
        {
            options.SensitiveNames.Add("Fuel_Card");
            options.SafeNames.Add("secret-santa");
        });

        Assert.Equal("fuelCard=[redacted]", redactor.Redact("fuelCard=x"));
        Assert.Equal("FUEL-CARD-NO: [redacted]", redactor.Redact("FUEL-CARD-NO: 17"));
        Assert.Equal("secretSanta=ann", redactor.Redact("secretSanta=ann"));
        Assert.True(redactor.IsSensitiveName("my.fuel.card"));
        Assert.False(redactor.IsSensitiveName("secret_santa"));
    }

    [Theory]
    [InlineData("password", true)]
    [InlineData("PASSWORD", true)]
    [InlineData("newPasswd2", true)]
    [InlineData("user.password", true)]
    [InlineData("X-Auth-Token", true)]
    [InlineData("authToken", true)]
    [InlineData("HTTPCookie", true)]
    [InlineData("HTTP_AUTHORIZATION", true)]
    [InlineData("api-key", true)]
    [InlineData("apikey", true)]
    [InlineData("APIKey", true)]
    [InlineData("private key", true)]
    [InlineData("session", true)]
    [InlineData("PHPSESSID", true)]
    [InlineData("pwd", true)]
    [InlineData("credentials", true)]
    [InlineData("token", true)]
    [InlineData("", false)]
    [InlineData("...", false)]
    [InlineData("author", false)]
    [InlineData("authority", false)]
    [InlineData("passenger", false)]
    [InlineData("tokenizer", false)]
    [InlineData("max_tokens", false)]
    [InlineData("sessions", false)]
    [InlineData("key", false)]
    [InlineData("keyboard", false)]
    [InlineData("password_length", false)]
    [InlineData("public_key", false)]
    [InlineData("pinned", false)]
    public void IsSensitiveName_Name_IsTold(string name, bool expected) => Assert.Equal(expected, _redactor.IsSensitiveName(name));

    [Fact]
    public void IsSensitiveName_EndlessName_LooksAtItsEnd() => Assert.True(_redactor.IsSensitiveName(new string('x', 1_000_000) + "_password"));

    // A million characters that would take hours if any finder were quadratic.
    [Theory]
    [InlineData("password")]
    [InlineData("password=")]
    [InlineData("token:'")]
    [InlineData("\"secret\":\"\\\"")]
    [InlineData("://a:b")]
    [InlineData("://a:@")]
    [InlineData("eyJ")]
    [InlineData("eyJaaaaaaaaaa.")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN ")]
    [InlineData("4111 ")]
    [InlineData("4111-1111-1111-")]
    [InlineData("1")]
    [InlineData("a@")]
    [InlineData("a.")]
    [InlineData("1:")]
    [InlineData("Bearer ")]
    [InlineData("bearer a")]
    [InlineData("basic A")]
    [InlineData("sk-a")]
    [InlineData("glpat-")]
    [InlineData("\\")]
    public void Redact_HugeRepetition_Ends(string part)
    {
        var redactor = Some(options => options.EmailAddresses = options.IpAddresses = true);
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));

        var redacted = redactor.Redact(text);

        Assert.Equal(redacted, redactor.Redact(redacted));
    }

    internal static Redactor Some(Action<RedactionOptions>? configure = null)
    {
        var options = new MonitoringOptions();
        configure?.Invoke(options.Redaction);
        return new Redactor(Options.Create(options));
    }
}
