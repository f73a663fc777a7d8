using Theory.Testing;

namespace Theory.Cli.Tests;

public class MemorizationVerbTests
{
    private static Ran Memorization(string generated, params string[] more) =>
        Ran.Theory(["memorization", "--train", Golden.Data("swiss_roll.csv"), "--generated", generated, .. more]);

    [Fact]
    public void Copies_are_all_memorised_and_their_pairs_name_the_originals()
    {
        var result = Memorization(Golden.Data("swiss_roll.csv"), "--pairs", "200", "--json").Result;
        Assert.Equal(1, (double)result["fraction"]!);
        Assert.True((double)result["lower"]! > 0.9);
        Assert.All(result["pairs"]!.AsArray(), pair => Assert.Equal((int)pair!["generated"]!, (int)pair["training"]!));
    }

    [Fact]
    public void The_null_of_the_plane_is_k_squared() =>
        Assert.Equal(1.0 / 9, (double)Memorization(Golden.Data("swiss_roll.csv"), "--json").Result["null"]!, 12);

    [Fact]
    public void Points_of_another_dimension_are_refused() => Memorization(Golden.Data("digits.csv")).IsRefusedSaying("dimension");

    [Fact]
    public void A_ratio_out_of_range_is_refused() =>
        Memorization(Golden.Data("swiss_roll.csv"), "--k", "2").IsRefusedSaying("between 0 and 1");
}
