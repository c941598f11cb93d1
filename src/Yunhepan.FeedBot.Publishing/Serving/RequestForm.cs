using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>A form that somebody sends us.</summary>
internal static class RequestForm
{
    /// <exception cref="InvalidDataException">It is malformed, or beyond its bounds.</exception>
    /// <exception cref="BadHttpRequestException">It, or a part of it, is in an encoding that is not read here.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, FormOptions bounds, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(bounds, cancellationToken);
        }
        catch (NotSupportedException e)
        {
            // So .NET says of UTF-7, by any of its names: it is a way past every filter.
            throw new BadHttpRequestException("The encoding is not read here.", StatusCodes.Status415UnsupportedMediaType, e);
        }
    }
}
