namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <param name="Text">The document without its byte order mark.</param>
/// <param name="EncodingName">The encoding that was used, as its IANA name in lower case.</param>
internal sealed record DecodedText(string Text, string EncodingName);
