using System.Text;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Tests.Extraction.Charsets;

public sealed class TextDecoderTests
{
    private const string Chinese = "运河畔今日天气晴朗，南门大街的集市从早上六点开到中午，居民可以步行前往，停车场免费开放。";

    static TextDecoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gb18030", null, "gb18030")]
    [InlineData("gb18030", "text/html; charset=utf-8", "gb18030")]
    [InlineData("gb18030", "text/html; charset=iso-8859-1", "gb18030")]
    [InlineData("gb18030", "text/html; charset=x-gbk", "gb18030")]
    [InlineData("gb18030", "text/html; charset = \"gb2312\"", "gb18030")]
    [InlineData("utf-8", "text/html; charset=gb2312", "utf-8")]
    [InlineData("utf-8", "text/xml; charset=iso-8859-1", "utf-8")]
    [InlineData("utf-8", "text/xml; charset=utf-16", "utf-8")]
    [InlineData("utf-16", "text/xml", "utf-16le")]
    [InlineData("utf-16BE", "text/xml", "utf-16be")]
    [InlineData("utf-32", "text/xml; charset=utf-8", "utf-32le")]
    public void Reads_Chinese_whatever_the_header_claims(string written, string? header, string expected)
    {
        var bytes = Encoding.GetEncoding(written).GetBytes($"<rss><channel><title>{Chinese}</title></channel></rss>");

        var decoded = TextDecoder.Decode(bytes, header, null, isXml: true);

        Assert.Equal(expected, decoded.EncodingName);
        Assert.Contains(Chinese, decoded.Text, StringComparison.Ordinal);
    }

    /// <summary>As browsers read the label: https://encoding.spec.whatwg.org/#big5.</summary>
    [Theory]
    [InlineData("text/html; charset=big5")]
    [InlineData("text/html; charset=big5-hkscs")]
    public void Big5_holds_the_characters_of_Hong_Kong(string header)
    {
        var bytes = Convert.FromHexString("ADBBB4E4A4B5A4E9A4D1AEF09DF89DCF9DF28862A141A5ABB6B0A5D1B24DB1E1B67DA9F1");
        Assert.Equal("香港今日天氣啲嘢𨋢Ê̄，市集由清晨開放", TextDecoder.Decode(bytes, header, null, isXml: false).Text);
    }

    [Theory]
    [InlineData("big5", "今日運河畔天氣晴朗，市集由清晨六時開放至正午，居民可步行前往。停車場免費開放，歡迎各界參加。", "big5")]
    [InlineData("shift_jis", "運河のほとりで朝市が開かれます。みなさまのご来場をお待ちしております。", "shift_jis")]
    [InlineData("euc-jp", "運河のほとりで朝市が開かれます。みなさまのご来場をお待ちしております。", "euc-jp")]
    [InlineData("euc-kr", "운하 옆에서 아침 시장이 열립니다. 많은 참여를 부탁드립니다. 주차장은 무료입니다.", "euc-kr")]
    [InlineData("koi8-r", "Сегодня на берегу канала открывается утренний рынок. Вход и стоянка бесплатные для всех жителей города.", "koi8-r")]
    [InlineData("windows-1251", "Сегодня на берегу канала открывается утренний рынок. Вход и стоянка бесплатные для всех жителей города.", "windows-1251")]
    public void Reads_other_character_sets_with_and_without_a_label(string written, string text, string expected)
    {
        var bytes = Encoding.GetEncoding(written).GetBytes($"<html><body><p>{text}</p></body></html>");

        Assert.Equal(text, Paragraph(TextDecoder.Decode(bytes, $"text/html; charset={written}", null, isXml: false)));
        var detected = TextDecoder.Decode(bytes, null, null, isXml: false);
        Assert.Equal((expected, text), (detected.EncodingName, Paragraph(detected)));
    }

    [Theory]
    [InlineData("GB_2312-80", 936, "运河")]
    [InlineData("x-gbk", 936, "运河")]
    [InlineData("csBig5", 950, "運河")]
    [InlineData("x-sjis", 932, "運河")]
    [InlineData("MS_Kanji", 932, "運河")]
    [InlineData("ks_c_5601-1987", 949, "운하")]
    [InlineData("cp437", 437, "é")]
    [InlineData("csPC8CodePage437", 437, "é")]
    [InlineData("IBM850", 850, "é")]
    [InlineData("csIBM866", 866, "Канал")]
    [InlineData("1251", 1251, "Канал")]
    [InlineData("windows-1255", 1255, "תעלה")]
    [InlineData("ISO_8859-2:1987", 28592, "Žluť")]
    [InlineData("latin2", 28592, "Žluť")]
    [InlineData("iso8859-7", 28597, "Διώρυγα")]
    [InlineData("mac-roman", 10000, "é")]
    [InlineData("koi8_r", 20866, "Канал")]
    [InlineData("tis-620", 874, "คลอง")]
    public void Knows_a_character_set_by_any_of_its_names(string label, int codePage, string text)
    {
        var bytes = Encoding.GetEncoding(codePage).GetBytes($"<?xml version='1.0' encoding='{label}'?><p>{text}</p>");

        Assert.Equal(text, Paragraph(TextDecoder.Decode(bytes, null, null, isXml: true)));
    }

    [Theory]
    [InlineData("cp037", 37)]
    [InlineData("IBM500", 500)]
    [InlineData("ebcdic-cp-us", 37)]
    [InlineData("cp1140", 1140)]
    public void Reads_the_bytes_of_mainframes(string label, int codePage)
    {
        var bytes = Encoding.GetEncoding(codePage).GetBytes($"<?xml version='1.0' encoding='{label}'?><p>café [canal]</p>");

        Assert.Equal("café [canal]", Paragraph(TextDecoder.Decode(bytes, null, null, isXml: true)));
    }

    [Theory]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", "今日運河畔天氣晴朗，市集由清晨六時開放至正午，居民可步行前往。停車場免費開放，歡迎各界參加。")]
    [InlineData("euc-jp", "運河のほとりで朝市が開かれます。みなさまのご来場をお待ちしております。")]
    [InlineData("windows-1251", "Сегодня на берегу канала открывается утренний рынок.")]
    [InlineData("utf-8", "Žluťoučký kůň, 运河, канал")]
    public void Sound_bytes_give_no_replacement_character_whatever_their_label(string written, string text)
    {
        var bytes = Encoding.GetEncoding(written).GetBytes($"<html><body><p>{text}</p></body></html>");
        foreach (var label in (string?[])[null, "utf-8", "us-ascii", "utf-16", "gb2312", "shift_jis", "nonsense"])
        {
            var decoded = TextDecoder.Decode(bytes, label is null ? null : $"text/html; charset={label}", null, isXml: false);
            Assert.DoesNotContain('\uFFFD', decoded.Text);
        }
    }

    [Fact]
    public void Finds_a_meta_far_down_the_head()
    {
        var html = $"<html><head>{new string(' ', 9000)}<META http-equiv=content-type content='text/html; charset = windows-1250'></head><p>Žluťoučký kůň</p>";
        var decoded = TextDecoder.Decode(Encoding.GetEncoding(1250).GetBytes(html), null, null, isXml: false);
        Assert.Equal(("windows-1250", "Žluťoučký kůň"), (decoded.EncodingName, Paragraph(decoded)));
    }

    [Fact]
    public void Reads_the_prolog_with_blanks_around_its_equals_sign()
    {
        var bytes = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding = \"ISO-8859-1\" ?><t>café à l'été</t>");
        Assert.Contains("café à l'été", TextDecoder.Decode(bytes, null, null, isXml: true).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_stray_byte_does_not_change_the_character_set()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"<p>{Chinese}"), 0xE9, .. Encoding.UTF8.GetBytes("</p>")];
        var decoded = TextDecoder.Decode(bytes, "text/html; charset=iso-8859-1", null, isXml: false);
        Assert.Equal("utf-8", decoded.EncodingName);
        Assert.Contains(Chinese, decoded.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_operator_s_word_is_final()
    {
        var bytes = Encoding.GetEncoding("big5").GetBytes("<p>運河</p>");
        Assert.Equal("運河", Paragraph(TextDecoder.Decode(bytes, "text/html; charset=utf-8", "big5", isXml: false)));
    }

    [Fact]
    public void A_mark_is_believed_and_removed()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "<p>a</p>"u8];
        Assert.Equal(new DecodedText("<p>a</p>", "utf-8"), TextDecoder.Decode(bytes, "text/html; charset=gbk", null, isXml: false));
    }

    [Fact]
    public void Any_bytes_give_a_text()
    {
        var random = new Random(20240315);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.NotNull(TextDecoder.Decode(bytes, round % 2 == 0 ? null : "text/html; charset=utf-7", null, round % 3 == 0).Text);
        }
    }

    private static string Paragraph(DecodedText decoded)
    {
        var start = decoded.Text.IndexOf("<p>", StringComparison.Ordinal) + 3;
        var end = decoded.Text.IndexOf("</p>", StringComparison.Ordinal);
        return decoded.Text[start..(end < 0 ? decoded.Text.Length : end)];
    }
}
