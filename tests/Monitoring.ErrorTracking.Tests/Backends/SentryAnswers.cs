namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>Answers of Sentry's web API in the shapes that its documentation and GitLab's client know, with data of our own.</summary>
internal static class SentryAnswers
{
    public const string Next =
        "<https://sentry.example.com/api/0/projects/acme/shop/issues/?&cursor=0:0:1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", " +
        "<https://sentry.example.com/api/0/projects/acme/shop/issues/?&cursor=0:25:0>; rel=\"next\"; results=\"true\"; cursor=\"0:25:0\"";

    public const string Last =
        "<https://sentry.example.com/api/0/projects/acme/shop/issues/?&cursor=0:0:1>; rel=\"previous\"; results=\"true\"; cursor=\"0:0:1\", " +
        "<https://sentry.example.com/api/0/projects/acme/shop/issues/?&cursor=0:50:0>; rel=\"next\"; results=\"false\"; cursor=\"0:50:0\"";

    public const string Projects = """
        [{"id":"7","slug":"shop","name":"The shop","platform":"python","dateCreated":"2026-10-06T21:19:55.000000Z","isBookmarked":false,"isMember":true,
          "features":["releases"],"status":"active","firstEvent":null,"organization":{"id":"2","slug":"acme","name":"Acme","status":{"id":"active","name":"active"},
          "isEarlyAdopter":false,"dateCreated":"2026-10-06T21:19:55.000000Z","require2FA":false}}]
        """;

    public const string Event = """
        {"eventID":"9ec79c33ec9942ab8353589fcb2e04dc","groupID":"1170820242","dateCreated":"2026-11-22T11:50:00Z","title":"TillFailed: no paper","message":"",
         "platform":"python","release":{"version":"shop@1.4.0","shortVersion":"1.4.0"},"tags":[{"key":"environment","value":"production","_meta":null},{"key":"till","value":"2"}],
         "user":{"id":"42"},"contexts":{"runtime":{"name":"CPython"}},
         "entries":[{"type":"breadcrumbs","data":{"values":[]}},{"type":"exception","data":{"excOmitted":null,"hasSystemFrames":true,"values":[
           {"type":"PaperOut","value":"roll is empty","module":"till","stacktrace":null},
           {"type":"TillFailed","value":"no paper","module":"shop.till","threadId":null,"mechanism":null,"stacktrace":{"framesOmitted":null,"registers":null,"hasSystemFrames":true,
            "frames":[{"filename":"lib.py","absPath":"/usr/lib/lib.py","function":"run","lineNo":7,"colNo":null,"inApp":false,"context":[]},
             {"filename":"till.py","absPath":"/app/till.py","module":"shop.till","function":"print_receipt","lineNo":12,"colNo":4,"inApp":true,
              "context":[[11,"def print_receipt():"],[12,"    raise TillFailed"],[13,""]]}]}}]}}]}
        """;

    public static string Issue(string id = "1170820242", string project = "shop", string status = "unresolved", string more = "") => $$$"""
        {"id":"{{{id}}}","shareId":null,"shortId":"SHOP-12","title":"TillFailed: no paper","culprit":"shop.till in print_receipt","permalink":"https://sentry.example.com/acme/shop/issues/{{{id}}}/",
         "logger":null,"level":"error","status":"{{{status}}}","statusDetails":{},"isPublic":false,"platform":"python","project":{"id":"7","name":"The shop","slug":"{{{project}}}"},"type":"error",
         "metadata":{"type":"TillFailed","value":"no paper"},"numComments":0,"assignedTo":{"type":"user","id":"5","name":"Ada","email":"ada@acme.example"},"isBookmarked":false,
         "isSubscribed":false,"hasSeen":true,"annotations":["<a href=\"https://gitlab.example.com/shop/app/issues/3?a=1&amp;b=2\">shop/app#3</a>"],"count":"12345678901",
         "userCount":31,"firstSeen":"2026-11-01T10:00:00Z","lastSeen":"2026-11-22T11:50:00.123456Z","stats":{"24h":[[1795341600,2],[1795345200,0]]},
         "firstRelease":{"version":"shop@1.3.0"},"lastRelease":{"version":"shop@1.4.0"},"pluginIssues":[{"id":"gitlab","issue":{"url":"https://gitlab.example.com/other"}}]{{{more}}} }
        """;
}
