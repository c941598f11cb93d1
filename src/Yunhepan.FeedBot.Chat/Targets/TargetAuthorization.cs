using System.Net.Http.Headers;
using System.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Signs requests in with the secret of their target.</summary>
internal static class TargetAuthorization
{
    /// <summary>Adds the secret of a target: as a token or, if it is written <c>name:password</c>, as these.</summary>
    public static HttpRequestMessage Authorize(this HttpRequestMessage request, Target target)
    {
        request.Headers.Authorization = target.Secret switch
        {
            null => null,
            var secret when secret.Contains(':', StringComparison.Ordinal) =>
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))),
            var token => new AuthenticationHeaderValue("Bearer", token),
        };
        return request;
    }
}
