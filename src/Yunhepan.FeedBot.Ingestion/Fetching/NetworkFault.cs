using System.Net.Sockets;
using System.Security.Authentication;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Describes network errors in our own words, because the system's texts differ by platform and language.</summary>
public static class NetworkFault
{
    /// <returns>Null if the error is not a network error.</returns>
    public static (FetchFault Fault, string Reason)? Classify(Exception error)
    {
        if (error is not (HttpRequestException or IOException or InvalidDataException))
            return null;

        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PrivateAddressException:
                    return (FetchFault.Refused, cause.Message);
                case AuthenticationException:
                    return (FetchFault.Network, "TLS failed: the certificate is not valid for this host, or no common version");
                case SocketException socket:
                    return (FetchFault.Network, Socket(socket.SocketErrorCode));
                case PackedTwiceException:
                    return (FetchFault.TooLarge, cause.Message);
                case InvalidDataException:
                    return (FetchFault.Network, "the compressed body is damaged");
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return (FetchFault.TooLarge, "the response headers are too large");
                case HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return (FetchFault.TooLarge, "the response headers are too large");
            }
        }

        return (FetchFault.Network, error switch
        {
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended within the response",
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended within the response",
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => "the answer is not HTTP",
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "the answer is not HTTP",
            _ => "the connection failed",
        });
    }

    private static string Socket(SocketError code) => code switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host name is not known",
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection was reset",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown => "the host cannot be reached",
        SocketError.TimedOut => "the connection timed out",
        _ => $"the connection failed ({code})",
    };
}
