using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed class PushEncryptionTests
{
    private static readonly byte[] Curve = Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    /// <summary>The example of RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void A_message_is_encrypted_as_the_RFC_shows()
    {
        var point = Base64Url.DecodeFromChars("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var sender = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });

        var message = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8,
            Base64Url.DecodeFromChars("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg"), sender, Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PushEncryption.MaxBytes)]
    public async Task Any_message_up_to_the_limit_fits_and_is_read_by_the_browser(int length)
    {
        await using var service = await PushServiceEndpoint.StartAsync();
        var browser = service.Subscribe();
        var text = Encoding.ASCII.GetBytes(new string('x', length));

        var first = PushEncryption.Encrypt(text, browser.Key, browser.Secret);
        var second = PushEncryption.Encrypt(text, browser.Key, browser.Secret);

        Assert.Equal(text, browser.Decrypt(first));
        Assert.True(first.Length <= 4096, $"{first.Length} bytes");
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_message_beyond_the_limit_is_refused_and_not_cut()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentOutOfRangeException>(() => PushEncryption.Encrypt(
            new byte[PushEncryption.MaxBytes + 1], PushEncryption.PointOf(key.ExportParameters(false).Q), new byte[16]));
    }

    public static TheoryData<string> OddKeys => ["not on the curve", "zeros", "compressed", "too long", "too short", "beyond the field"];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public void A_key_that_is_no_point_of_the_curve_is_none(string kind)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var good = PushEncryption.PointOf(key.ExportParameters(false).Q);
        var odd = kind switch
        {
            "not on the curve" => [.. good[..64], (byte)(good[64] ^ 1)],
            "zeros" => [4, .. new byte[64]],
            "compressed" => [2, .. good[1..33]],
            "too long" => [.. good, 0],
            "too short" => good[..64],
            _ => (byte[])[4, .. Curve, .. Curve],
        };

        Assert.True(PushEncryption.IsKey(good));
        Assert.False(PushEncryption.IsKey(odd));
    }

    [Theory]
    [InlineData("https://push.example/send/abc", true)]
    [InlineData("https://push.example:8443/send?x=1", true)]
    [InlineData("http://127.0.0.1:5000/x", true)]
    [InlineData("http://push.example/send", false)]
    [InlineData("https://user:pass@push.example/", false)]
    [InlineData("https://push.example/#x", false)]
    [InlineData("https://push.example/a b", false)]
    [InlineData("https://push.example/\r\nHost: other", false)]
    [InlineData("https://推送.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("data:text/plain,x", false)]
    [InlineData("//push.example/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_secure_address_is_one_of_a_push_service(string? address, bool isOne) => Assert.Equal(isOne, PushSender.IsAddress(address));

    [Fact]
    public void A_huge_address_is_none() => Assert.False(PushSender.IsAddress("https://push.example/" + new string('a', PushSender.MaxAddress)));
}
