namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <param name="Text">The document without its byte order mark.</param>
/// <param name="EncodingName">What it was read with, by its IANA name in lower case.</param>
internal sealed record DecodedText(string Text, string EncodingName);
